"""Who somebody is: invitations, passwords, second factors, sessions, the administrator's session."""
