"""The service at a path of another's address, behind a proxy that takes the path off or leaves it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


def mounted(app: ASGIApp, path: str) -> ASGIApp:
    """The application as it is reached at `path` (`/samverk`): its links begin there, its routes do not."""

    async def at_path(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            inside = scope["path"]
            if inside == path or inside.startswith(f"{path}/"):
                inside = inside.removeprefix(path)
            scope = {**scope, "root_path": path, "path": path + inside}
        await app(scope, receive, send)

    return at_path
