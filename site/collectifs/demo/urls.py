"""The demo's own addresses."""

from django.urls import path

from collectifs.demo import views

app_name = "demo"

urlpatterns = [
    path("demo/courrier/", views.mailbox, name="mailbox"),
    path("demo/courrier/<uuid:uid>/", views.mail, name="mail"),
    path("demo/courrier/<uuid:uid>/html/", views.mail_body, name="mail_body"),
    path("demo/courrier/<uuid:uid>/pieces/<int:number>/", views.attachment, name="attachment"),
]
