"""El sello de tiempo: se le pide a una autoridad (RFC 3161), que responde por la red."""

from http.client import HTTPException
from urllib.request import Request, urlopen

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper

from paac_reportes.errores import ErrorDeEntorno, ErrorDeEntrada, Falla

_SEGUNDOS = 30
_MAXIMO = 10**6
"""Bytes de una respuesta: trae unos certificados, y no más."""


class Autoridad(TimeStamper):
    """La de una dirección ``http`` o ``https``; ``ErrorDeEntrada`` si no es una."""

    def __init__(self, direccion: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        if not direccion.lower().startswith(("http://", "https://")):
            motivo = "se esperaba la dirección de una autoridad de sellado, http:// o https://"
            raise ErrorDeEntrada(Falla("argumento_invalido", "sello_de_tiempo", motivo))
        self._direccion = direccion

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """La respuesta; ``ErrorDeEntorno`` si no llega, o no lo es."""
        try:
            return tsp.TimeStampResp.load(self._respuesta(req.dump()))
        except (OSError, HTTPException) as error:
            raise ErrorDeEntorno(_no_hubo(self._direccion, "no respondió")) from error
        except ValueError as error:
            raise ErrorDeEntorno(_no_hubo(self._direccion, "respondió otra cosa")) from error

    def _respuesta(self, pregunta: bytes) -> bytes:
        cabeceras = {"Content-Type": "application/timestamp-query"}
        solicitud = Request(self._direccion, pregunta, cabeceras)  # noqa: S310 - http o https
        with urlopen(solicitud, timeout=_SEGUNDOS) as abierta:  # noqa: S310 - la misma
            respuesta: bytes = abierta.read(_MAXIMO)
        return respuesta


def rechazo() -> ErrorDeEntorno:
    """Lo que se dice si respondió, y no con el sello."""
    return ErrorDeEntorno(_no_hubo("sello_de_tiempo", "no dio el sello que se le pidió"))


def _no_hubo(direccion: str, motivo: str) -> Falla:
    return Falla("sin_sello_de_tiempo", direccion, f"la autoridad de sellado {motivo}")
