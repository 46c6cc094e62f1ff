"""Redis as the cache of several processes: where it does not answer, everything is a miss.

Cards are built again and limits count nothing until it is back; no page fails for it. `/readyz`
says so meanwhile.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class SharedCache(RedisCache):
    """Set in the settings for a Redis address."""

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._or(default, lambda: super(SharedCache, self).get(key, default, version))

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, Any]:
        found: dict[str, Any] = self._or(
            {}, lambda: super(SharedCache, self).get_many(keys, version)
        )
        return found

    def has_key(self, key: str, version: int | None = None) -> bool:
        return bool(self._or(False, lambda: super(SharedCache, self).has_key(key, version)))

    def add(self, key: str, value: Any, *rest: Any, **named: Any) -> bool:
        """True where nobody can know: what counts from here starts again."""
        return bool(
            self._or(True, lambda: super(SharedCache, self).add(key, value, *rest, **named))
        )

    def set(self, key: str, value: Any, *rest: Any, **named: Any) -> None:
        self._or(None, lambda: super(SharedCache, self).set(key, value, *rest, **named))

    def set_many(self, data: dict[str, Any], *rest: Any, **named: Any) -> list[str]:
        unset: list[str] = self._or(
            list(data), lambda: super(SharedCache, self).set_many(data, *rest, **named)
        )
        return unset

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Raises ValueError for a key that is not there, as Django's; any, while Redis is not."""
        count = self._or(None, lambda: super(SharedCache, self).incr(key, delta, version))
        if count is None:
            raise ValueError(f"Key {key!r} not found")
        return int(count)

    def touch(self, key: str, *rest: Any, **named: Any) -> bool:
        return bool(self._or(False, lambda: super(SharedCache, self).touch(key, *rest, **named)))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._or(False, lambda: super(SharedCache, self).delete(key, version)))

    def delete_many(self, keys: Iterable[str], version: int | None = None) -> None:
        self._or(None, lambda: super(SharedCache, self).delete_many(keys, version))

    def _or(self, fallback: Any, ask: Callable[[], Any]) -> Any:
        try:
            return ask()
        except RedisError as error:
            logger.warning("cache: %s", type(error).__name__)
            return fallback
