"""El reparto de las filas de una entrega: en qué libro va cada una.

Sin más, en el de la oficina que la contiene; con ``por``, en el de lo que dice un dato suyo: la que
dice «A; B» va en los dos, y las que no dicen nada, juntas en otro.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.estructura.mensajes import error_de_argumento
from paac_reportes.grupos import agrupadas
from paac_reportes.libros.captura.filas import FilaDeCaptura, captura_de
from paac_reportes.libros.captura.tablas import tablas_de
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import Parada, Rama, contenidos_de, recorrer
from paac_reportes.modelo.temas import Contenido, Tema, tema_de
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import como_texto

DeQuien = int | str | None
"""De quién es un libro: el lugar de su oficina en el contenido; lo que dice el dato por el que se
reparten, en plano, o ``""`` si no lo dice; o ``None`` si es de todo él."""


def numero_en(lista: str, ruta: str) -> int | None:
    """Número, en la lista de un contenido, de donde baja una ruta; ``None`` si no baja de ella."""
    coincidencia = re.match(rf"{lista}\[(\d+)\]", ruta)
    return int(coincidencia[1]) if coincidencia else None


def se_reparte(contenido: Contenido, por: str) -> bool:
    """Si ``por`` es un dato de las filas que se piden de un contenido, o de quien las contiene."""
    raices = {raiz for lugar in _filas_de(contenido) for raiz in lugar.objetos}
    es_dato = CATALOGO.conoce(por) and not issubclass(CATALOGO.tipo(por), tuple)
    return es_dato and por.partition(".")[0] in {*raices, _oficina_de(tema_de(contenido))}


class Reparto:
    """De quién es cada libro de un contenido, y cómo se llama."""

    def __init__(self, contenido: Contenido, por: str | None = None) -> None:
        captura = captura_de(contenido)
        de_siempre = por in {None, f"{_oficina_de(tema_de(contenido))}.nombre"}
        self.por = None if de_siempre else por
        self._lista = captura.reparte
        self.objetos: Sequence[Any] = getattr(contenido, self._lista)
        """Las oficinas que contienen las filas."""
        self.que_es = CATALOGO[self.por].rotulo if self.por else captura.oficinas[0].capitalize()
        """``Responsable``: qué es aquél de quien es un libro."""
        self._nombres: dict[str, str] = {}
        self._de_cada_ruta: dict[str, tuple[str, ...]] = {}
        filas = _filas_de(contenido) if self.por else []
        de_filas = {lugar.raiz for lugar in filas}
        for lugar in filas:
            dichos = _nombres_en(lugar, self.por or "", de_filas)
            nombres = {_clave(nombre): nombre for nombre in dichos}
            self._nombres = {**nombres, **self._nombres}
            self._de_cada_ruta[lugar.ruta] = tuple(nombres) or ("",)

    def de(self, ruta: str) -> tuple[DeQuien, ...]:
        """De quiénes es una fila, por su lugar: uno, si no se reparten por un dato."""
        return self._de_cada_ruta.get(ruta, ()) if self.por else (numero_en(self._lista, ruta),)

    def nombre(self, quien: DeQuien) -> str | None:
        """Nombre de aquél de quien es un libro; ``None`` si no es de nadie en particular."""
        if isinstance(quien, str):
            return self._nombres.get(quien) or f"Sin {self.que_es.lower()}"
        hay = quien is not None and quien < len(self.objetos)
        return self.objetos[quien].nombre if quien is not None and hay else None

    def en_corto(self, quien: DeQuien) -> str:
        """Cómo se llama donde hay poco lugar."""
        objeto = self.objetos[quien] if isinstance(quien, int) else None
        return getattr(objeto, "en_corto", "") or self.nombre(quien) or ""

    def llamados(self, nombre: str) -> set[DeQuien]:
        """Quiénes se llaman así."""
        return self.por_nombre.get(_clave(nombre), set())

    @clases.propiedad_recordada
    def por_nombre(self) -> dict[str, set[DeQuien]]:
        """Quiénes llevan cada nombre, en plano."""
        if self.por:
            return {quien: {quien} for quien in self._de_todos if quien}
        pares = (
            (_clave(nombre), numero)
            for numero, objeto in enumerate(self.objetos)
            for nombre in {objeto.nombre, self.en_corto(numero)}
        )
        return {nombre: set(numeros) for nombre, numeros in agrupadas(pares).items()}

    @clases.propiedad_recordada
    def _de_todos(self) -> dict[str, None]:
        """Todos, en el orden de las filas."""
        return dict.fromkeys(quien for de_una in self._de_cada_ruta.values() for quien in de_una)

    def orden(self, quien: DeQuien) -> int | None:
        """Orden de una oficina, desde 0; ``None`` si el libro es de todo el contenido."""
        return [*self._de_todos].index(quien) if isinstance(quien, str) else quien

    def reparten(self, filas: Iterable[FilaDeCaptura]) -> dict[DeQuien, list[FilaDeCaptura]]:
        """Las filas de cada uno."""
        return agrupadas((quien, fila) for fila in filas for quien in self.de(fila.ruta))

    @property
    def nombres(self) -> list[str]:
        """Nombres de todas las oficinas."""
        todos: Iterable[DeQuien] = self._de_todos if self.por else range(len(self.objetos))
        return [self.nombre(quien) or "" for quien in todos if quien != ""]

    def avisos(
        self, filas: Sequence[FilaDeCaptura], archivos: dict[DeQuien, str]
    ) -> Iterator[Aviso]:
        """Las filas que no dicen de quién son, y las que dicen varios."""
        de_nadie = [fila for fila in filas if self.de(fila.ruta) == ("",)]
        de_varios = [fila for fila in filas if len(self.de(fila.ruta)) > 1]
        if de_nadie:
            motivo = (
                f"sin {self.que_es.lower()}, van en «{archivos['']}»: {_las_primeras(de_nadie)}"
            )
            yield Aviso("fila_sin_responsable", de_nadie[0].ruta, motivo)
        if de_varios:
            motivo = f"dicen más de uno en {self.que_es}, y van en el libro de cada uno"
            yield Aviso(
                "fila_en_varios_libros", de_varios[0].ruta, f"{motivo}: {_las_primeras(de_varios)}"
            )
        yield from self.juntos()

    def juntos(self) -> Iterator[Aviso]:
        """Los nombres que parecen varios y van en uno: sólo «;» los divide."""
        for quien, nombre in self._nombres.items():
            if " / " in nombre:
                ruta = next(r for r, quienes in self._de_cada_ruta.items() if quien in quienes)
                motivo = f"«{nombre}» va en uno solo; si son varios, sepárelos con «;»"
                yield Aviso("responsables_juntos", ruta, motivo)


def comprobar_que_se_reparte(contenidos: Sequence[Contenido], por: str) -> list[Contenido]:
    """Contenidos que se reparten por ese dato; ``ErrorDeEntrada`` si ninguno."""
    se_reparten = [contenido for contenido in contenidos if se_reparte(contenido, por)]
    if not se_reparten:
        raise error_de_argumento("por", "dato_de_las_filas", por)
    return se_reparten


_LARGO = 200
"""De un nombre en plano: cabe en las propiedades de un libro."""


def _clave(nombre: str) -> str:
    """Nombre en plano y sin el punto final: «PLANEACIÓN.» y «Planeación» son uno."""
    return en_plano(nombre).rstrip(" .")[:_LARGO]


def _filas_de(contenido: Contenido) -> list[Parada]:
    listas: list[Rama] = [
        lista for tabla in tablas_de(tema_de(contenido)) for lista in tabla.contenidos
    ]
    return recorrer(contenido, *listas)


def _oficina_de(tema: Tema) -> str:
    """``dependencia``: la raíz de lo que da un libro, si no se dice por qué dato."""
    lista = tema.captura.reparte
    return next(rama.raiz for rama in contenidos_de(tema.clase) if rama.nombre == lista)


def _nombres_en(lugar: Parada, por: str, de_filas: set[str]) -> Iterator[str]:
    """Nombres de un dato de una fila, o de quien la contiene: «A; B» son dos.

    ``actividad.responsable`` es, de un trámite, su responsable: el dato que llevan las filas de dos
    listas se nombra con la raíz (``de_filas``) de cualquiera.
    """
    raiz, _, camino = por.partition(".")
    valor = lugar.objetos.get(raiz, lugar.objeto if raiz in de_filas else None)
    for campo in camino.split("."):
        valor = valor.get(campo) if isinstance(valor, dict) else getattr(valor, campo, None)
    for nombre in como_texto(valor).split(";") if valor is not None else ():
        if _clave(nombre):
            yield " ".join(nombre.split())


_NOMBRADAS = 5


def _las_primeras(filas: Sequence[FilaDeCaptura]) -> str:
    nombres = [f"«{fila.nombre[:60]}»" for fila in filas[:_NOMBRADAS]]
    restantes = len(filas) - len(nombres)
    return ", ".join(nombres) + (f" y otras {restantes}" if restantes > 0 else "")
