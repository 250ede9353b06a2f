"""Lo que un acta, o el diario de un lote, deja probar de un archivo que alguien trae.

Cada registro vale por sí solo. De uno que no se entiende, o cuya firma no se pudo comprobar, no se
cree nada; y si el archivo no está en los demás, se dice por qué en lugar de decir que no está.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.prueba.acta import Hecho, hecho_del_registro, registro_del_renglon
from paac_reportes.prueba.llaves import Comprobante, comprobante, firma_de
from paac_reportes.prueba.renglon import FIRMA, RenglonIlegibleError

_DICHOS = 5
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
    firma_comprobada: bool
    """Si se dio una llave pública: entonces la firma de cada uno es de ella."""
    firmados: tuple[Hecho, ...] = ()
    """Los que traen firma, comprobada o no."""

    def registro_de(self, huella: str) -> tuple[Hecho, str] | None:
        """El último registro de un archivo, por su sha256, y cómo se llamaba al emitirlo.

        ``None`` si no está en ninguno; ``ErrorDeEntrada`` si no está y hay renglones en los que no
        se puede creer, que podrían haberlo dicho.
        """
        for registro in reversed(self.registros):
            for nombre, sha256 in registro.archivos.items():
                if sha256 == huella:
                    return registro, nombre
        if self.fallas:
            raise ErrorDeEntrada(self.fallas)
        return None

    def trae_firma(self, registro: Hecho) -> bool:
        """Si ese registro vino firmado."""
        return any(uno is registro for uno in self.firmados)

    def ajeno(self, nombre: str) -> Falla:
        """La falla de un archivo que no está aquí, llamado ``nombre``."""
        nombres = list(dict.fromkeys(uno for hecho in self.registros for uno in hecho.archivos))
        if nombre in nombres:
            motivo = (
                f"{self.nombre} habla de un archivo de ese nombre y sus bytes no son éstos: se"
                " cambió después de emitido, o es de otra emisión"
            )
        else:
            resto = len(nombres) - _DICHOS
            lista = ", ".join(nombres[:_DICHOS]) + (f" y {resto} más" if resto > 0 else "")
            de_cuales = f"habla de {lista}" if nombres else "no habla de ninguno"
            motivo = f"{self.nombre} no es el acta de este archivo: {de_cuales}"
        return Falla("acta_ajena", nombre, motivo)


def leer_actas(contenido: bytes, nombre: str, clave_publica: bytes | None = None) -> Actas:
    """Las de un acta o un diario entero; con ``clave_publica`` (PEM), sólo las que ella firmó.

    ``ErrorDeEntrada`` si no queda ninguna en la que creer, con cada razón, y ``ErrorDeEntorno`` si
    se pide comprobar la firma y falta cryptography.
    """
    llave = None if clave_publica is None else comprobante(clave_publica, "clave_publica")
    registros, fallas, firmados = list[Hecho](), list[Falla](), list[Hecho]()
    for lugar, renglon in _renglones(contenido, nombre):
        try:
            registro = registro_del_renglon(renglon)
            registros.append(_creido(registro, llave))
        except RenglonIlegibleError as error:
            fallas.append(Falla(error.codigo, lugar, f"no sirve de acta: {error}"))
        else:
            firmados += registros[-1:] if FIRMA in registro else ()
    if not registros:
        raise ErrorDeEntrada(fallas or [Falla("acta_danada", nombre, "no trae ningún acta")])
    return Actas(
        nombre=nombre,
        registros=tuple(hecho for hecho in registros if hecho.falla is None),
        fallas=tuple(fallas),
        firma_comprobada=llave is not None,
        firmados=tuple(firmados),
    )


def _creido(registro: Mapping[str, Any], llave: Comprobante | None) -> Hecho:
    if llave is not None:
        llave.comprobar(registro)
    elif FIRMA in registro:
        firma_de(registro)
    return hecho_del_registro(registro)


def _renglones(contenido: bytes, nombre: str) -> Iterator[tuple[str, bytes]]:
    """Cada registro y dónde está: uno solo, que puede venir en varios renglones, o un diario."""
    if not _es_un_objeto(contenido):
        renglones = [(n, uno) for n, uno in enumerate(contenido.split(b"\n"), 1) if uno.strip()]
        if len(renglones) != 1 and any(_es_un_objeto(uno) for _, uno in renglones):
            yield from ((f"{nombre}, renglón {numero}", uno) for numero, uno in renglones)
            return
    if contenido.strip():
        yield nombre, contenido


def _es_un_objeto(texto: bytes) -> bool:
    """Si es un objeto de JSON entero: un acta, y no un renglón de una con sangría."""
    try:
        return isinstance(json.loads(texto), dict)
    except (ValueError, RecursionError):
        return False
