"""What is measured, in the format of Prometheus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

if TYPE_CHECKING:
    from adapters.http.projecting import Standing

MEDIA_TYPE = "text/plain"


class Measures:
    """The counters and gauges of one service."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "samverk_requests", "Requests answered.", ("operation", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "samverk_request_seconds",
            "Seconds until an answer began.",
            ("operation",),
            registry=self._registry,
        )
        self._head = self._gauge("samverk_log_position", "Where the log ends.")
        self._projected = self._gauge("samverk_projection_position", "Where the read models stand.")
        self._lag = self._gauge("samverk_projection_lag", "Entries the read models are behind.")
        self._looked = self._gauge(
            "samverk_projector_looked_seconds", "Seconds since the projector last looked."
        )
        self._still = self._gauge(
            "samverk_projection_still_seconds", "Seconds behind without getting further."
        )
        self._leading = self._gauge(
            "samverk_projector_leading", "Whether this process keeps the read models."
        )
        self.streams = self._gauge("samverk_streams", "Streams that are open.")

    def _gauge(self, name: str, what: str) -> Gauge:
        return Gauge(name, what, registry=self._registry)

    def answered(self, operation: str, status: int, seconds: float) -> None:
        """Counts an answer."""
        self._requests.labels(operation, str(status)).inc()
        self._seconds.labels(operation).observe(seconds)

    def text(self, standing: Standing) -> bytes:
        """Everything, with how the read models stand."""
        self._head.set(standing.position)
        self._projected.set(standing.projected)
        self._lag.set(standing.position - standing.projected)
        self._looked.set(standing.looked)
        self._still.set(standing.still)
        self._leading.set(standing.leading)
        return generate_latest(self._registry)
