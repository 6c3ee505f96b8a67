"""What may pass for an e-mail address. Whether it reaches anybody only a message tells."""

import re

EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s.]{2,20}")
MOST = 254
