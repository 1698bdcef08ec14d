"""Let property tests say the same twice, and say more when all is to be tested."""

from hypothesis import HealthCheck, settings

from .stories import THOROUGH

settings.register_profile(
    "engine",
    deadline=None,
    derandomize=not THOROUGH,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    print_blob=True,
)
settings.load_profile("engine")
