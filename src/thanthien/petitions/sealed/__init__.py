"""Sealed cases: the server keeps ciphertext and public keys; who may read holds the other key in their head.

``box`` is the cryptography, ``access`` the only read path, ``commands`` the only write path, ``holding`` and
``reading`` what a page calls. docs/security/sealed.md says who can read what, and what this does not protect.
"""
