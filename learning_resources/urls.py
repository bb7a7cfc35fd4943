from django.urls import path

from learning_resources import views

app_name = "learning_resources"

urlpatterns = [
    path("", views.resource_list, name="list"),
    path("<int:pk>/<slug:slug>/", views.resource_detail, name="detail"),
    path("<int:pk>/", views.resource_detail, {"slug": ""}, name="short"),
    path("tep/<uuid:pk>/<str:name>", views.resource_file, name="file"),
]
