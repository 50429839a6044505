"""Addresses of accounts; those of the admin itself are made by its site."""

from django.contrib.auth import views
from django.urls import path

from advice.accounts import second_factor
from advice.accounts.interrupted import go_on
from advice.accounts.password_reset import AskForLink, SetPassword
from advice.accounts.sign_in import SignIn, enter_code

urlpatterns = [
    path("login/", SignIn.as_view(), name="login"),
    path("login/code/", enter_code, name="second_factor_enter"),
    path("interrupted/", go_on, name="interrupted"),
    path("second-factor/", second_factor.overview, name="second_factor"),
    path("second-factor/set-up/", second_factor.set_up, name="second_factor_set_up"),
    path("second-factor/picture.svg", second_factor.picture, name="second_factor_picture"),
    path("second-factor/change/", second_factor.change, name="second_factor_change"),
    path("logout/", views.LogoutView.as_view(), name="logout"),
    path("password/", views.PasswordChangeView.as_view(), name="password_change"),
    path("password/done/", views.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("reset/", AskForLink.as_view(), name="password_reset"),
    path("reset/sent/", views.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path("reset/done/", views.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
    path("reset/<uidb64>/<token>/", SetPassword.as_view(), name="password_reset_confirm"),
]
