"""Constancia que un acta, o el diario de un lote, da de un archivo que alguien trae.

Cada registro vale por sí solo. De uno que no se entiende no se cree nada; y si el archivo no está
en los demás, se dice por qué en lugar de decir que no está.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.prueba.acta import Hecho, RenglonIlegibleError, hecho_de

_SE_NOMBRAN = 5
"""Los archivos de un acta que se nombran al decir que ninguno es el que llegó."""


@clases.frozen(kw_only=True)
class Actas:
    """Los registros de un acta o de un diario en que se puede creer."""

    nombre: str
    """El archivo de donde se leyeron."""
    registros: tuple[Hecho, ...]
    """Sólo los que salieron, en el orden en que están."""
    fallas: tuple[Falla, ...] = ()
    """De los demás renglones, por qué no se cree en cada uno."""

    def registro_de(self, huella: str) -> tuple[Hecho, str] | None:
        """El último registro que nombra un sha256, y el nombre del archivo al emitirse.

        ``None`` si no está en ninguno; ``ErrorDeEntrada`` si no está y hay renglones en los que no
        se puede creer, que podrían haberlo dicho.
        """
        for registro in reversed(self.registros):
            for nombre, archivo in registro.archivos.items():
                if archivo.sha256 == huella:
                    return registro, nombre
        if self.fallas:
            raise ErrorDeEntrada(self.fallas)
        return None

    def del_nombre(self, nombre: str) -> Hecho | None:
        """El último registro de un archivo que se llama así, sea o no el que llegó."""
        return next((acta for acta in reversed(self.registros) if nombre in acta.archivos), None)

    def empieza(self, contenido: bytes) -> bool:
        """Si el contenido empieza con los bytes de un PDF de estas actas, y sigue."""
        huellas_por_tamano = defaultdict[int, set[str]](set)
        for registro in self.registros:
            for nombre, archivo in registro.archivos.items():
                if nombre.endswith(".pdf") and archivo.bytes < len(contenido):
                    huellas_por_tamano[archivo.bytes].add(archivo.sha256)
        huella, leidos = sha256(), 0
        for tamano, huellas in sorted(huellas_por_tamano.items()):
            huella.update(contenido[leidos:tamano])
            leidos = tamano
            if huella.hexdigest() in huellas:
                return True
        return False

    def por_que_no(self, nombre: str) -> str:
        """Por qué no es de estas actas un archivo que no está aquí, llamado ``nombre``."""
        if self.del_nombre(nombre) is not None:
            return (
                f"{self.nombre} habla de un archivo de ese nombre y sus bytes no son éstos: se"
                " cambió después de emitido, o es de otra emisión"
            )
        nombres = list(dict.fromkeys(n for registro in self.registros for n in registro.archivos))
        restantes = len(nombres) - _SE_NOMBRAN
        lista = ", ".join(nombres[:_SE_NOMBRAN]) + (f" y {restantes} más" if restantes > 0 else "")
        contenido = f"habla de {lista}" if nombres else "no habla de ninguno"
        return f"{self.nombre} no es el acta de este archivo: {contenido}"


def leer_actas(contenido: bytes, nombre: str) -> Actas:
    """Actas de un archivo de acta o de un diario entero.

    ``ErrorDeEntrada`` si no queda ninguna en la que creer, con cada razón.
    """
    registros, fallas = list[Hecho](), list[Falla]()
    for lugar, renglon in _renglones(contenido, nombre):
        try:
            registros.append(hecho_de(renglon))
        except RenglonIlegibleError as error:
            fallas.append(Falla(error.codigo, lugar, f"no sirve de acta: {error}"))
    if not registros:
        raise ErrorDeEntrada(fallas or [Falla("acta_danada", nombre, "no trae ningún acta")])
    return Actas(
        nombre=nombre,
        registros=tuple(hecho for hecho in registros if hecho.falla is None),
        fallas=tuple(fallas),
    )


def _renglones(contenido: bytes, nombre: str) -> Iterator[tuple[str, bytes]]:
    """Pares de lugar y registro: uno solo, que puede ir en varios renglones, o un diario."""
    if not _es_un_objeto(contenido):
        renglones = [(n, r) for n, r in enumerate(contenido.split(b"\n"), 1) if r.strip()]
        if len(renglones) != 1 and any(_es_un_objeto(r) for _, r in renglones):
            yield from ((f"{nombre}, renglón {n}", r) for n, r in renglones)
            return
    if contenido.strip():
        yield nombre, contenido


def _es_un_objeto(texto: bytes) -> bool:
    """Si es un objeto de JSON entero: un acta, y no un renglón de una con sangría."""
    try:
        return isinstance(json.loads(texto), dict)
    except (ValueError, RecursionError):
        return False
