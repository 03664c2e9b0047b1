"""Addresses of the public site. The commune's prefix is taken off before they are read (``web.middleware``)."""

from django.urls import URLPattern, URLResolver, path

from thanthien.public import (
    board,
    booking,
    certificate,
    commitments,
    due,
    filing,
    filing_send,
    following,
    following_acts,
    guidance,
    guide,
    hall,
    helping,
    home,
    identity,
    kiosk,
    news,
    outside,
    own_data,
    paper_check,
    paying,
    preparing,
    procedures,
    proof,
    rating,
    readers,
    telling,
    ticket,
)

app_name = "public"

# ---- finding and reading
READING: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("thu-tuc/", procedures.procedures, name="procedures"),
    path("thu-tuc/<str:code>/", procedures.procedure, name="procedure"),
    path("thu-tuc/<str:code>/chuan-bi/", preparing.prepare, name="prepare"),
    path("thu-tuc/<str:code>/nghe/<str:language>/", guidance.sound, name="guidance_sound"),
    path("tinh-han/", due.due, name="due"),
    path("tro-giup/", guide.page, name="help"),
    path("tro-giup/hinh/<str:name>", guide.picture, name="help_picture"),
    path("tro-giup/<str:name>/", guide.page, name="help_page"),
    path("du-lieu-ca-nhan/", own_data.about, name="privacy"),
    path("xa-ra-voi-ba-con/", outside.outside, name="outside"),
    path("xa-ra-voi-ba-con/lich.ics", outside.calendar, name="outside_calendar"),
]

# ---- filing online
FILING: list[URLPattern | URLResolver] = [
    path("thu-tuc/<str:code>/nop/", filing.begin, name="file"),
    path("nop/", filing.find, name="resume"),
    path("nop/<str:token>/", filing.resume, name="draft"),
    path("nop/<str:token>/4/", filing_send.review, name="draft_review"),
    path("nop/<str:token>/<int:number>/", filing.step, name="draft_step"),
    path("nop/<str:token>/luu/", filing.later, name="draft_later"),
    path("nop/<str:token>/doi/", filing_send.renew, name="draft_renew"),
    path("nop/<str:token>/xong/", filing_send.sent, name="draft_sent"),
]

# ---- appointments
BOOKING: list[URLPattern | URLResolver] = [
    path("nop-giup/", helping.helping, name="helping"),
    path("dat-lich/", booking.booking, name="booking"),
    path("lich-hen/<str:token>/", booking.shown, name="booking_shown"),
    path("lich-hen/<str:token>/lich.ics", booking.calendar_file, name="booking_file"),
    path("lich-hen/<str:token>/doi/", booking.move, name="booking_move"),
    path("lich-hen/<str:token>/huy/", booking.cancel, name="booking_cancel"),
]

# ---- a name stated by a provider
IDENTITY: list[URLPattern | URLResolver] = [
    path("dinh-danh/", identity.identity, name="identity"),
    path("dinh-danh/mo/", identity.start, name="identity_start"),
    path("dinh-danh/ve/", identity.back, name="identity_back"),
    path("dinh-danh/quen/", identity.leave, name="identity_leave"),
]

# ---- following a dossier
FOLLOWING: list[URLPattern | URLResolver] = [
    path("tra-cuu/", following.track, name="track"),
    path("hs/<str:token>/", following.dossier, name="dossier"),
    path("hs/<str:token>/giay/<uuid:paper_id>.pdf", following.paper, name="paper"),
    path("hs/<str:token>/thu/", following.courtesy_letter, name="courtesy_letter"),
    path("hs/<str:token>/tep/<uuid:file_id>/", following.sent_file, name="sent_file"),
    path("hs/<str:token>/ai-da-mo/", readers.readers, name="readers"),
    path("hs/<str:token>/du-lieu/", own_data.ask, name="own_data"),
    path("hs/<str:token>/du-lieu/<uuid:request_id>/rut/", own_data.take_back, name="own_data_back"),
    path("hs/<str:token>/le-phi/", paying.owed, name="owed"),
    path("thanh-toan/bao/", paying.told, name="payment_told"),
    path("thanh-toan-thu/<str:token>/", paying.simulated, name="payment_simulated"),
    path("hs/<str:token>/bo-sung/", following_acts.supplement, name="supplement"),
    path("hs/<str:token>/bao-tin/", telling.way, name="way"),
    path("bao-nhan/<slug:channel>/", telling.report, name="delivery_report"),
    path("hs/<str:token>/rut/", following_acts.take_back, name="take_back"),
]

# ---- rating, once
RATING: list[URLPattern | URLResolver] = [
    path("danh-gia/cam-on/", rating.thanks, name="rate_thanks"),
    path("danh-gia/them/", rating.more, name="rate_more"),
    path("danh-gia/<str:token>/", rating.rate, name="rate"),
]

# ---- what the commune promises, and how far it kept it
FIGURES: list[URLPattern | URLResolver] = [
    path("bang-diem/", board.board, name="board"),
    path("bang-diem/so-lieu.csv", board.table, name="board_table"),
    path("bang-diem/ap-phich/", board.poster, name="board_poster"),
    path("bang-diem/<str:promise>/", board.behind, name="board_list"),
    path("cam-ket/", commitments.commitments, name="commitments"),
]

# ---- the waiting room
HALL: list[URLPattern | URLResolver] = [
    path("phong-cho/", hall.screen, name="hall"),
    path("phong-cho/bang/", hall.board, name="hall_board"),
    path("lay-so/", kiosk.kiosk, name="kiosk"),
    path("lay-so/may/<str:token>/", kiosk.admit, name="kiosk_admit"),
    path("lay-so/ve/<str:token>/", kiosk.ticket, name="kiosk_ticket"),
    path("so/<str:token>/", ticket.ticket, name="ticket"),
]

# ---- what the commune tells
NEWS: list[URLPattern | URLResolver] = [
    path("tin/", news.news, name="news"),
    path("tin/<uuid:launch_id>/", news.item, name="launch_news"),
    path("tin/anh/<uuid:photo_id>/", news.photo, name="launch_photo"),
]

# ---- proof that nobody rewrote the books
PROOF: list[URLPattern | URLResolver] = [
    path("minh-chung/", proof.check, name="check"),
    path("kiem-tra-giay/", paper_check.papers_check, name="papers_check"),
    path("kiem-tra-giay/tep/", paper_check.paper_file, name="paper_file"),
    path("kiem-tra-giay/<str:code>/", paper_check.paper_check, name="paper_check"),
    path("chung-nhan/", certificate.certificates, name="certificates"),
    path("chung-nhan/<str:code>/", certificate.certificate, name="certificate"),
    path("minh-chung/feed.json", proof.feed, name="roots_feed"),
    path("minh-chung/ngay/<str:day>.json", proof.day, name="day_root"),
    path("minh-chung/<str:mark>.json", proof.receipt_file, name="receipt_file"),
    path("minh-chung/<str:mark>/", proof.receipt, name="receipt"),
    path("hs/<str:token>/minh-chung/", proof.of_dossier, name="dossier_proof"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *PROOF,
    *READING,
    *FILING,
    *BOOKING,
    *IDENTITY,
    *FOLLOWING,
    *RATING,
    *FIGURES,
    *HALL,
    *NEWS,
]
