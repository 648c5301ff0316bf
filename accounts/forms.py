"""Forms for signing in, signing up and accounts."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, PasswordField, StringField

from web.forms import Form
from web.validators import at_most, required, single_line

NAME_LENGTH = 120
IDENTIFIER_LENGTH = 254


class SignInForm(Form):
    """Who are you, and what is your password."""

    identifier = StringField(
        _l("Nomor HP atau email"), [required(), at_most(IDENTIFIER_LENGTH), single_line]
    )
    password = PasswordField(_l("Kata sandi"), [required(), at_most(200)])
    remember = BooleanField(_l("Tetap masuk di perangkat ini"))


class SignUpForm(Form):
    """The three things that an account needs."""

    name = StringField(_l("Nama Anda"), [required(), at_most(NAME_LENGTH), single_line])
    identifier = StringField(
        _l("Nomor HP atau email"), [required(), at_most(IDENTIFIER_LENGTH), single_line]
    )
    password = PasswordField(_l("Kata sandi"), [required(), at_most(200)])


class ForgottenForm(Form):
    """Where to send the reset link."""

    identifier = StringField(
        _l("Nomor HP atau email"), [required(), at_most(IDENTIFIER_LENGTH), single_line]
    )


class NewPasswordForm(Form):
    """A new password."""

    password = PasswordField(_l("Kata sandi baru"), [required(), at_most(200)])


class ChangePasswordForm(Form):
    """The current password and a new one."""

    current = PasswordField(_l("Kata sandi sekarang"), [required(), at_most(200)])
    password = PasswordField(_l("Kata sandi baru"), [required(), at_most(200)])


class ConfirmForm(Form):
    """A button with nothing to fill in."""
