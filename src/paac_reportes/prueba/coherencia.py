"""Lo que una parte dice de sí misma: cada nombre una vez, y lo que cuenta, lo que trae.

De dos con el mismo nombre, o de una cuenta que no es, cada programa cree lo suyo.
"""

from collections.abc import Iterator

from paac_reportes import clases
from paac_reportes.opc.excel.hoja import lugar_de
from paac_reportes.opc.xml import Elemento, W

_CORTO = 60


@clases.frozen
class Nombrado:
    """Algo que trae un archivo y no se puede afirmar."""

    lugar: str
    que: str


def local(elemento: Elemento) -> str:
    """Su nombre sin el espacio."""
    return str(elemento.tag).rpartition("}")[2]


def incoherencias(nombre: str, raiz: Elemento) -> Iterator[Nombrado]:
    """Lo que una parte dice de dos modos."""
    yield from _repetidos(nombre, raiz)
    yield from _mal_contados(nombre, raiz)
    yield from _de_excel(nombre, raiz)
    for elemento in raiz.iter(*(f"{W}{cual}" for cual in _CON_PROPIEDADES)):
        suyas = elemento.find(f"{W}{local(elemento)}Pr")
        if suyas is not None and suyas is not elemento[0]:
            que = f"<{local(suyas)}> no es lo primero de <{local(elemento)}>"
            yield Nombrado(nombre, que)
    yield from _estilos_que_se_llaman_igual(nombre, raiz)


def _estilos_que_se_llaman_igual(nombre: str, raiz: Elemento) -> Iterator[Nombrado]:
    """De los de una clase, dos con un nombre: hay quien toma por el corriente al segundo."""
    vistos: set[tuple[str, str]] = set()
    for estilo in raiz.iter(f"{W}style"):
        dicho = estilo.find(f"{W}name")
        suyo = "" if dicho is None else dicho.get(f"{W}val", "")
        cual = estilo.get(f"{W}type", ""), suyo.casefold()
        if suyo and cual in vistos:
            yield Nombrado(nombre, f"dos <style> que se llaman «{suyo[:_CORTO]}»")
        vistos.add(cual)


_CON_PROPIEDADES = ("p", "r", "tbl", "tr", "tc")
"""Lo de Word que dice primero cómo es: lo que se diga después, no todos lo ven."""


_UNICOS = {
    "numFmt": ("numFmtId",),
    "cellStyle": ("name", "builtinId"),
    "sheet": ("name", "sheetId", "id"),
    "definedName": ("localSheetId name",),
    "row": ("r",),
    "c": ("r",),
    "mergeCell": ("ref",),
    "hyperlink": ("ref",),
    "brk": ("id",),
    "tablePart": ("id",),
    "tableColumn": ("id", "name"),
    "property": ("pid", "name"),
    "style": ("styleId", "type default"),
    "bookmarkStart": ("id",),
    "docPr": ("id",),
}
"""Lo que nombra a un elemento entre los suyos; varios atributos, juntos."""


def _repetidos(nombre: str, raiz: Elemento) -> Iterator[Nombrado]:
    vistos: set[tuple[str, ...]] = set()
    for elemento in raiz.iter(*(f"{{*}}{cual}" for cual in _UNICOS)):
        cual = local(elemento)
        propios = {clave.rpartition("}")[2]: valor for clave, valor in elemento.attrib.items()}
        for juntos in _UNICOS[cual]:
            claves = juntos.split()
            if not propios.keys() >= set(claves):
                continue
            suyo = (cual, juntos, *(propios[clave].casefold() for clave in claves))
            if suyo in vistos:
                dicho = " ".join(suyo[2:])[:_CORTO]
                yield Nombrado(nombre, f"dos <{cual}> con un mismo {juntos}: «{dicho}»")
            vistos.add(suyo)


_CUENTAN = ("count", "uniqueCount", "manualBreakCount")


def _mal_contados(nombre: str, raiz: Elemento) -> Iterator[Nombrado]:
    for elemento in (raiz, *raiz):
        for cual in _CUENTAN:
            dicho = elemento.get(cual)
            # Los textos de un libro cuentan aparte las celdas que los dicen.
            de_celdas = (local(elemento), cual) == ("sst", "count")
            if dicho is not None and not de_celdas and dicho != str(len(elemento)):
                que = f"<{local(elemento)}> dice {cual}={dicho[:_CORTO]} y trae {len(elemento)}"
                yield Nombrado(nombre, que)


_DE_FABRICA = {
    "Normal": "0",
    "Comma": "3",
    "Currency": "4",
    "Percent": "5",
    "Comma [0]": "6",
    "Currency [0]": "7",
}
"""De cada estilo de Excel que no es de nadie, su número: quien abre el libro cree al número."""


def _de_excel(nombre: str, raiz: Elemento) -> Iterator[Nombrado]:
    for estilo in raiz.iter("{*}cellStyle"):
        dicho, numero = estilo.get("name", ""), estilo.get("builtinId")
        if _DE_FABRICA.get(dicho) != numero:
            yield Nombrado(nombre, f"el estilo «{dicho}» con el número {numero}, que es de otro")
    anterior = 0
    for columna in raiz.iterfind("{*}cols/{*}col"):
        desde, hasta = (columna.get(cual, "") for cual in ("min", "max"))
        if not (desde.isdecimal() and hasta.isdecimal() and anterior < int(desde) <= int(hasta)):
            yield Nombrado(nombre, f"las columnas {desde[:9]} a {hasta[:9]} se dicen dos veces")
            return
        anterior = int(hasta)
    yield from _fuera_de_su_orden(nombre, raiz)
    for dicha in raiz.iterfind("{*}dimension"):
        desde, _, hasta = dicha.get("ref", "").partition(":")
        arriba, abajo = lugar_de(desde), lugar_de(hasta or desde)
        filas = [uno.get("r", "") for uno in raiz.iterfind("{*}sheetData/{*}row")]
        if arriba != (0, 0) or abajo is None or (filas and str(abajo[0] + 1) != filas[-1]):
            yield Nombrado(nombre, f"dice que llega hasta {(hasta or desde)[:_CORTO]}, y no es así")


def _fuera_de_su_orden(nombre: str, raiz: Elemento) -> Iterator[Nombrado]:
    """La primera fila, o celda, que va después de otra que le sigue: Excel no abre ese libro."""
    anterior = (-1, -1)
    for celda in raiz.iterfind("{*}sheetData/{*}row/{*}c"):
        suyo = lugar_de(celda.get("r", ""))
        if suyo is not None and suyo <= anterior:
            yield Nombrado(nombre, f"la celda {celda.get('r', '')[:_CORTO]} va fuera de su orden")
            return
        anterior = suyo or anterior
