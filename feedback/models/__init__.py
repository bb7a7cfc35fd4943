from feedback.models.messages import AnswerTemplate, Feedback, FeedbackDigest, FeedbackNote
from feedback.models.settings import FeedbackSettings

__all__ = ["AnswerTemplate", "Feedback", "FeedbackDigest", "FeedbackNote", "FeedbackSettings"]
