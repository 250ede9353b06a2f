"""Constancia que un acta da de un archivo que alguien trae.

De una que no se entiende no se cree nada.
"""

from collections import defaultdict
from hashlib import sha256

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.prueba.acta import ActaIlegibleError, Hecho, hecho_de

_SE_NOMBRAN = 5
"""Los archivos de un acta que se nombran al decir que ninguno es el que llegó."""


@clases.frozen(kw_only=True)
class Acta:
    """El acta de unos archivos, en que se puede creer."""

    nombre: str
    """El archivo de donde se leyó."""
    registro: Hecho

    def emitido_como(self, huella: str) -> str | None:
        """El nombre con que se emitió el archivo de ese sha256; ``None`` si no es de los suyos."""
        archivos = self.registro.archivos.items()
        return next((nombre for nombre, a in archivos if a.sha256 == huella), None)

    def empieza(self, contenido: bytes) -> bool:
        """Si el contenido empieza con los bytes de un PDF de esta acta, y sigue."""
        huellas_por_tamano = defaultdict[int, set[str]](set)
        for nombre, archivo in self.registro.archivos.items():
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
        """Por qué no es de esta acta un archivo que no está aquí, llamado ``nombre``."""
        nombres = list(self.registro.archivos)
        if nombre in nombres:
            return (
                f"{self.nombre} habla de un archivo de ese nombre y sus bytes no son éstos: se"
                " cambió después de emitido, o es de otra emisión"
            )
        restantes = len(nombres) - _SE_NOMBRAN
        lista = ", ".join(nombres[:_SE_NOMBRAN]) + (f" y {restantes} más" if restantes > 0 else "")
        contenido = f"habla de {lista}" if nombres else "no habla de ninguno"
        return f"{self.nombre} no es el acta de este archivo: {contenido}"


def leer_acta(contenido: bytes, nombre: str) -> Acta:
    """El acta de un archivo; ``ErrorDeEntrada`` si no se puede creer en ella."""
    try:
        return Acta(nombre=nombre, registro=hecho_de(contenido))
    except ActaIlegibleError as error:
        raise ErrorDeEntrada(Falla(error.codigo, nombre, f"no sirve de acta: {error}")) from None
