"""What makes a passphrase good enough: whoever steals the database can try as long as they like.

Four words or more and sixteen letters or more: some 50 bits when the words are taken at random, and each try costs
an argon2id of 64 MiB (RFC 9106, NIST SP 800-63B §3.1.1 asks for length, not for odd signs).
"""

from typing import Final

from thanthien.core.errors import Refused
from thanthien.core.text import clean, fold

WORDS: Final = 4
LETTERS: Final = 16
LONGEST: Final = 200
RULE: Final = f"Ít nhất {WORDS} chữ rời nhau, {LETTERS} chữ cái trở lên, không có tên mình"


def same_letters(typed: str) -> str:
    """Return what is hashed: one form of each letter and single blanks, so that any keyboard gives the same."""
    return clean(typed)


def check(typed: str, name: str, login: str) -> str:
    """Return the passphrase as it is hashed; raises :class:`Refused` at ``passphrase`` when it is too weak."""
    text = same_letters(typed)
    words = fold(text).split()
    letters = sum(len(word) for word in words)
    if len(typed) > LONGEST:
        raise Refused(f"Câu mật khẩu nhận đến {LONGEST} chữ cái.", "passphrase")
    if len(set(words)) < WORDS or letters < LETTERS:
        raise Refused(
            f"Câu này có {len(set(words))} chữ khác nhau, {letters} chữ cái."
            f" Cần ít nhất {WORDS} chữ khác nhau và {LETTERS} chữ cái: chọn mấy chữ không liên quan đến nhau.",
            "passphrase",
        )
    own = {word for word in fold(name).split() if len(word) > 1} | {fold(login)}
    rest = [word for word in set(words) if word not in own and not word.isdigit()]
    if len(rest) < WORDS - 1 or f" {fold(name)} " in f" {' '.join(words)} ":
        raise Refused("Câu này gần như chỉ có tên mình và chữ số. Người quen sẽ đoán ra.", "passphrase")
    return text
