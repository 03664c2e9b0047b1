"""Turn the compiled list of procedures (YAML) into src/thanthien/onestop/data/procedures.json.

    python scripts/build_catalogue.py LIST.yaml [--check]

Only facts come from the list; titles, groups, keys (words.toml) and limits per case (cases.toml) are ours.
The same list gives the same bytes. PyYAML is needed here and nowhere else.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import yaml

TARGET = Path(__file__).parent.parent / "src/thanthien/onestop/data/procedures.json"
GUESSED = " (catalogue blank; own knowledge)"
UNVERIFIED = " (unverified)"
DOUBTFUL = re.compile(r"\s*\(?(?:chuẩn nghèo, )?cần kiểm tra\)?|\s*\(chưa xác minh\)")
# A bracket that tells when the paper is needed; other brackets explain the paper itself.
CONDITION = re.compile(r"\s*\((?:nếu|trường hợp)\s+([^();]+?)(?:;\s*([^()]+))?\)")

PROVINCES = {
    "UBND tỉnh Đắk Lắk": {"code": "66", "name": "Đắk Lắk"},
    "UBND tỉnh Lạng Sơn": {"code": "20", "name": "Lạng Sơn"},
    "UBND tỉnh Lào Cai": {"code": "15", "name": "Lào Cai"},
    "UBND Thành phố Đà Nẵng": {"code": "48", "name": "Đà Nẵng"},
}
# Bodies whose name does not say that the commune itself settles the matter at its counter.
SETTLED_HERE = {"2.000635", "2.000908", "2.002165", "1.013949"}
HANDED_TO = {
    "2.002307": "Sở Nội vụ",
    "2.001396": "Ủy ban nhân dân cấp tỉnh",
    "1.013133": "Ban Chỉ huy quân sự cấp xã",
}
SAYS_MORE = {
    "CT01": "Tờ khai thay đổi thông tin cư trú (mẫu CT01)",
    "Giấy tờ chỗ ở hợp pháp": "Giấy tờ chứng minh chỗ ở hợp pháp",
    "Giấy tờ căn cứ": "Giấy tờ làm căn cứ thay đổi, cải chính",
    "Hồ sơ trẻ": "Hồ sơ của trẻ",
    "Đơn": "Đơn của người gửi",
}
WHEN = {
    "bỏ rơi": "nếu trẻ bị bỏ rơi",
    "ủy quyền": "nếu người khác đi thay",
    "xin thay": "nếu xin thay người khác",
}
SHORT = {
    "Số định danh cá nhân hoặc xuất trình giấy tờ tùy thân": "Căn cước, đã xem bản gốc",
    "Số định danh cá nhân hoặc xuất trình giấy tờ tùy thân của người dịch": "Căn cước người dịch",
    "Tờ khai thay đổi thông tin cư trú (mẫu CT01)": "Tờ khai CT01",
    "Chứng cứ quan hệ (ADN hoặc cam đoan có người làm chứng)": "Chứng cứ quan hệ cha, mẹ, con",
    "Theo hồ sơ của tỉnh (xem trang nguồn)": "Hồ sơ theo quy định của tỉnh",
}
SOURCES = {
    "national portal record as copied": "Bản ghi Cổng dịch vụ công quốc gia, chép ngày 20/7/2026",
    "public repository script quoting": "QĐ 3626/QĐ-UBND (2026), đọc qua trích dẫn",
    "public kiosk knowledge base checked": "Dữ liệu kiosk công khai, rà ngày 17/9/2026",
    "provincial decision 3582/QĐ-UBND (2026)": "QĐ 3582/QĐ-UBND (2026), đọc qua trích đoạn",
    "Đà Nẵng portal record": "Bản ghi cổng Đà Nẵng (không ghi phí)",
    "Luật Tố cáo 25/2018/QH14 Đ.30": "Luật Tố cáo 25/2018/QH14 Điều 30 (bản pháp điển)",
}
DESIGN_REMARKS = ("Kích hoạt thư", "Nối với khai tử", "Gắn với 'xã hội", "Thủ tục lưu động", "Lưu động.",
                  "Cơ chế chấp thuận ngầm", "Công thức phí có bậc", "Diện miễn chỉ có trong tệp",
                  "Mỗi tỉnh còn có mã riêng", "Giá theo kênh nộp")  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("list", type=Path)
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 if the file would change")
    args = parser.parse_args()
    text = build(args.list.read_text(encoding="utf-8"))
    if args.check:
        return 0 if TARGET.read_text(encoding="utf-8") == text else 1
    TARGET.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{TARGET.name}: {text.count(chr(10))} lines\n")
    return 0


def build(source: str) -> str:
    loaded = yaml.safe_load(unicodedata.normalize("NFC", source))
    procedures = sorted((convert(raw) for raw in loaded["procedures"]), key=lambda one: str(one["code"]))
    head = {
        "version": 1,
        "valid_from": str(loaded["meta"]["compiled"]),
        "read_on": "2026-07-18",
        "source": "Danh mục thủ tục của Cổng dịch vụ công quốc gia, bản công khai chép ngày 18/7/2026",
    }
    body = ",\n".join("{\n" + lines(one) + "\n}" for one in procedures)
    return "{\n" + lines(head) + ',\n"procedures": [\n' + body + "\n]\n}\n"


def lines(fields: dict[str, Any]) -> str:
    """One field a line: a correction of one figure is one line in a review."""
    return ",\n".join(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())


def convert(raw: dict[str, Any]) -> dict[str, Any]:
    code = raw["code"]
    unverified = list(raw["unverified_fields"])
    guessed = any(GUESSED in body for body in raw["authority"])
    authority = [body.replace(GUESSED, "") for body in raw["authority"]]
    return {
        "code": code,
        "name": name_of(raw["name"]),
        "field": raw["field"],
        "promulgated_by": raw["promulgated_by"].replace(UNVERIFIED, ""),
        "promulgated_by_verified": UNVERIFIED not in raw["promulgated_by"],
        "scope": raw["scope"],
        "province": PROVINCES[raw["promulgated_by"]] if raw["scope"] == "province" else None,
        "authority": authority,
        "authority_verified": not guessed,
        **handler_of(code, authority),
        "applicants": raw["applicants"],
        "papers": [paper(text) for text in raw["papers"]],
        "forms": [DOUBTFUL.sub("", form) for form in raw["forms"]],
        "time_limit": limit_of(raw["time_limit"]),
        "fee": fee_of(raw["fee"]),
        "result": raw["result"],
        "legal_basis": [law(text) for text in raw["legal_basis"]],
        "online_level": raw["online_level"],
        "channels": channels_of(raw["channels"]),
        "catalogue_state": raw["catalogue_state"],
        "record_updated": raw["catalogue_record_updated"],
        "effective_from": raw["effective_from"],
        "effective_to": raw["effective_to"],
        "replaced_by": raw["replaced_by"] or [],
        "verified": raw["verified"],
        "verified_fields": raw["verified_fields"],
        "unverified_fields": unverified,
        "notes": notes_of(raw["notes"]),
        "sources": [source_of(one) for one in raw["source"]],
    }


def name_of(name: str) -> str:
    name = name.strip().rstrip(".:").strip()
    return name.capitalize() if name.isupper() else name


def handler_of(code: str, authority: list[str]) -> dict[str, str | None]:
    """Who settles it. What the police or another body settles, the counter takes in and hands over."""
    if code in HANDED_TO:
        return {"handler": "other", "handler_name": HANDED_TO[code]}
    commune = any("nhân dân cấp xã" in body or "UBND cấp xã" in body for body in authority)
    if commune or code in SETTLED_HERE:
        return {"handler": "commune", "handler_name": None}
    if any(body == "Công an cấp Xã" for body in authority):
        return {"handler": "police", "handler_name": "Công an cấp xã"}
    raise ValueError(f"{code}: nobody settles it: {authority}")


def paper(text: str) -> dict[str, Any]:
    text = SAYS_MORE.get(text, text)
    found = CONDITION.search(text)
    only_if = None
    body = text
    if found:
        only_if = WHEN.get(found[1], f"nếu {found[1]}")
        body = CONDITION.sub(f" ({found[2]})" if found[2] else "", text).strip()
    short = SHORT.get(text) or re.split(r"\s*[(;]", body)[0].removesuffix(",").strip()
    short = short.replace(" hoặc mẫu điện tử tương tác", "").strip()
    return {"text": body, "short": short, "required": only_if is None, "only_if": only_if}


def source_of(text: str) -> str:
    return next((ours for start, ours in SOURCES.items() if text.startswith(start)), text)


def limit_of(limit: dict[str, Any] | None) -> dict[str, Any] | None:
    if limit is None:
        return None
    note = limit["note"]
    if note and note.endswith(", v"):  # cut off in the record that was copied: do not print half a sentence
        note = note.rsplit(". ", 1)[0] + "."
    return {**limit, "note": note, "cutoff": limit["cutoff"]}


def fee_of(fee: dict[str, Any]) -> dict[str, Any]:
    return {key: fee[key] for key in ("status", "amount_vnd", "text", "exemptions", "verified")}


def law(text: str) -> dict[str, Any]:
    return {"text": DOUBTFUL.sub("", text).strip(), "doubtful": bool(DOUBTFUL.search(text))}


def channels_of(channels: list[str] | None) -> list[str]:
    return [] if channels is None else sorted({one.lower() for one in channels})


def notes_of(notes: str | None) -> str | None:
    if notes is None:
        return None
    kept = [one for one in re.split(r"(?<=\.) (?=\S)", notes) if not one.startswith(DESIGN_REMARKS)]
    return " ".join(kept).replace("vẫn ACTIVE", "vẫn ghi là còn hiệu lực") or None


if __name__ == "__main__":
    raise SystemExit(main())
