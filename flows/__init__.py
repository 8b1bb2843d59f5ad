"""The flows: one file a trigger. They only route: step calls, and `if`s on what the steps answered."""

import settings

settings.prepare_prefect()  # before any module of this package imports Prefect
