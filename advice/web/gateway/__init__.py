"""The gateway: the ASGI application that serves the site's WSGI application within limits.

The server speaks HTTP/1.1 and bounds the head of a request; the gateway bounds the rest. It refuses a
body that is too large by its declared length, counts one of unknown length while it arrives, and cuts
one that is too slow. The site's code runs in threads once the whole body is there, so a slow visitor
never holds a thread. Threads are given to networks in turn, so a flood waits behind itself.
"""

from advice.web.gateway.application import Gateway, Lanes
from advice.web.gateway.bodies import BodyLimits
from advice.web.gateway.lanes import Lane

__all__ = ["BodyLimits", "Gateway", "Lane", "Lanes"]
