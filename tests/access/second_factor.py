from tests.access.roles import DONE, HIDDEN, LOGIN, OK, POST, Row, members, some

# Who signed in a moment ago without showing a password is asked for it once more.
CONFIRM = {"answer": DONE}

SECOND_FACTOR = [
    Row("account_login", (), DONE, {"stranger": OK}),
    members("account_logout", answer=405),
    members("account_reauthenticate"),
    some(["user_manager", "auditor", "administrator"], "admin_login", answer=LOGIN),
    members("mfa_index"),
    members("mfa_authenticate", answer=DONE),
    members("mfa_reauthenticate", **CONFIRM),
    members("mfa_activate_totp", **CONFIRM),
    members("mfa_deactivate_totp", answer=HIDDEN),
    members("mfa_view_recovery_codes", answer=HIDDEN),
    members("mfa_generate_recovery_codes", **CONFIRM),
    members("mfa_download_recovery_codes", answer=HIDDEN),
    members("mfa_list_webauthn"),
    members("mfa_add_webauthn", **CONFIRM),
    members("mfa_reauthenticate_webauthn", **CONFIRM),
    members("mfa_remove_webauthn", 0, **CONFIRM),
    members("mfa_edit_webauthn", 0, **CONFIRM),
    members("mfa_login_webauthn", answer=DONE),
    members("usersessions_list"),
    members("usersessions_list", answer=DONE, **POST),
]
