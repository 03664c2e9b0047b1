"""E-mail by SMTP. ``sent`` means that the next server took it, nothing more (settled question 11)."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.headerregistry import Address
from email.utils import formataddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email

from thanthien.core.text import clean
from thanthien.notify.channels.sending import LineBroken, NotSent, Parcel

FILE_BACKEND = "django.core.mail.backends.filebased.EmailBackend"


def address(text: str) -> str:
    """Return an address that may stand in an envelope, or raise :class:`NotSent` for good.

    Line breaks, a list of addresses, a display name or an option for sendmail are refused here and not
    left to the next server: what a citizen typed goes to one mailbox or nowhere.
    """
    if text != clean(text) or text.startswith("-") or len(text) > 254:
        raise NotSent("Địa chỉ thư này không gửi được, xem lại từng chữ.", for_good=True)
    try:
        validate_email(text)
        known = Address(addr_spec=text)
    except (ValidationError, ValueError, IndexError) as error:
        raise NotSent("Địa chỉ thư này không gửi được, xem lại từng chữ.", for_good=True) from error
    if not known.addr_spec.isascii():
        raise NotSent("Địa chỉ thư có chữ có dấu, máy chủ thư chưa nhận.", for_good=True)
    return known.addr_spec


@contextmanager
def transport() -> Iterator[BaseEmailBackend]:
    """Open one connection for a whole round. A demo without a mail server keeps its mail in a folder."""
    if not settings.EMAIL_HOST and settings.DEMO:
        connection = get_connection(FILE_BACKEND, file_path=str(settings.DATA_DIR / "mail"))
    elif not settings.EMAIL_HOST:
        raise NotSent("Chưa cài máy chủ thư: người quản trị đặt THANTHIEN_SMTP.")
    else:
        connection = get_connection(fail_silently=False)
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(f"Không nối được máy chủ thư: {error}") from error
    try:
        yield connection
    finally:
        connection.close()


def send(connection: BaseEmailBackend, parcel: Parcel) -> str:
    """Hand one message to the next server, or raise :class:`NotSent`. A mail server gives no number back: ""."""
    to = address(parcel.to)
    mail = EmailMessage(
        subject=parcel.subject,
        body=parcel.text,
        from_email=formataddr((clean(parcel.sender), settings.DEFAULT_FROM_EMAIL)),
        to=[to],
        connection=connection,
        headers={
            # The same id at every try: a reader's program joins what a lost answer has doubled.
            "Message-ID": f"<{parcel.id}@{settings.DEFAULT_FROM_EMAIL.partition('@')[2]}>",
            # RFC 3834: no holiday notice comes back, and no two machines write to each other for ever.
            "Auto-Submitted": "auto-generated",
        },
    )
    if parcel.calendar:
        # RFC 6047: the part says what is asked (REQUEST, CANCEL), or a calendar program shows it as a bare file.
        mail.attach("lich-hop.ics", parcel.calendar, f"text/calendar; method={clean(parcel.calendar_method)}")
    try:
        mail.send(fail_silently=False)
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        raise NotSent(_said(code, words), for_good=code >= 500) from error
    except smtplib.SMTPResponseException as error:
        raise NotSent(_said(error.smtp_code, error.smtp_error), for_good=error.smtp_code >= 500) from error
    except (OSError, smtplib.SMTPException, ValueError) as error:
        with suppress(OSError, smtplib.SMTPException):
            connection.close()
        # SMTPException is an OSError, too; only a lost line ends the round.
        ours = isinstance(error, smtplib.SMTPException) and not isinstance(error, smtplib.SMTPServerDisconnected)
        raise (NotSent if ours else LineBroken)(f"Thư chưa gửi được: {error}") from error
    return ""


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return clean(f"Máy chủ thư trả lời {code}: {text}")
