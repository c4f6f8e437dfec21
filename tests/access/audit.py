from tests.access.roles import everybody

AUDIT = [everybody("audit:seals"), everybody("audit:seals_txt")]
