from django.urls import path

from feedback import views

app_name = "feedback"

urlpatterns = [
    path("", views.feedback_form, name="form"),
    path("tra-cuu/", views.lookup, name="lookup"),
    path("da-tra-loi/", views.answer_list, name="answers"),
    path("da-tra-loi/<int:pk>/", views.answer_detail, name="answer"),
]
