"""Lo que una persona hace en un documento nuestro, a la suerte y con semilla, y cómo se lee después.

De cada gesto se sabe qué debería leerse: los datos de antes, con ese cambio. Lo leído queda, entonces,
``recuperado`` (es eso), ``dicho`` (es otra cosa, y un aviso nuevo lo dice allí, o se rechaza) o
``callado`` (es otra cosa, y allí nada lo dice). Una copia no se toma dos veces: sola, queda ``dicha``.

    PYTHONPATH=tests python -m ayudas.gestos 4                  cuatro semillas de todo
    PYTHONPATH=tests python -m ayudas.gestos 4 'fila*' mapa-v5  de unas clases, en unos documentos

Se elige por la huella de lo elegido, no por su orden: si un lugar deja de leerse, los demás gestos son
los mismos.
"""

import io
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from fnmatch import fnmatch
from functools import cache, partial
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from openpyxl.utils import column_index_from_string

import paac_reportes as paac
from ayudas import editados
from ayudas.manos import Manos, Rango, Zona
from ayudas.mapas_grandes import generado
from paac_reportes.api.reportes import documento_con_rutas
from paac_reportes.cotejo.visto import lineas_de
from paac_reportes.errores import posicion_de
from paac_reportes.opc.lectura import ver_bytes
from paac_reportes.vuelta.datos import DatosDelDocumento

EJEMPLOS = Path(__file__).parents[2] / "ejemplos"
MAPAS = ("mapa-corrupcion-2015", "mapa-v5", "seguimiento-mapa")
CONTENIDOS: dict[str, tuple[Callable[[], Any], tuple[str, ...]]] = {
    "ptep": (
        lambda: paac.leer(EJEMPLOS / "ptep/plan.yaml").sin_dudas(),
        ("MCCO.101.18.F.20", "EV-EGMC-PC-003-FM-002", "ptep-seguimiento", "paac-plan"),
    ),
    "editado": (lambda: editados.PLAN, ("MCCO.101.18.F.20", "cajica-plan", "paac-seguimiento")),
    "mapa": (
        lambda: paac.leer(EJEMPLOS / "mapa_de_riesgos/mapa.yaml", como="mapa").sin_dudas(),
        MAPAS,
    ),
    "generado": (lambda: generado(16, 1), MAPAS),
}
DOCUMENTOS = [
    f"{contenido} {forma}.{tipo}"
    for contenido, (_, formas) in CONTENIDOS.items()
    for forma in formas
    for tipo in ("docx", "xlsx")
    if (forma, tipo) != ("mapa-v5", "docx")
]
ELEMENTOS = {"actividades", "tramites", "riesgos"}
ANCLAS = {"descripcion", "nombre"}
LIBRES = {"descripcion", "meta", "indicador", "responsable", "texto", "evidencias", "observaciones"}
"""Los datos que dicen cualquier cosa: lo que se escriba en su celda se lee igual."""
NOTA = "Nota: lo revisó la oficina de control"
Ruta = tuple[str | int, ...]
T = TypeVar("T")


class NoSePuede(Exception):
    """En ese documento no hay dónde hacer ese gesto."""


class Lugar(NamedTuple):
    """La celda de un dato."""

    zona: str
    fila: int
    columna: int


class Elemento(NamedTuple):
    """Una actividad o un riesgo: su ruta, y las filas que ocupa en cada zona."""

    ruta: Ruta
    filas: dict[str, tuple[int, int]]


# ------------------------------------------------------------------ el documento, y lo que dice


def partes_de(ruta: str) -> Ruta:
    """``a[2].b`` → ``("a", 2, "b")``."""
    trozos = ruta.replace("[", ".[").strip(".").split(".")
    return tuple(int(t[1:-1]) if t.startswith("[") else t for t in trozos)


def hojas_de(datos: Any, ruta: Ruta = ()) -> Iterator[tuple[Ruta, Any]]:
    """Cada dato que no contiene otros, con su ruta."""
    if isinstance(datos, dict | list | tuple):
        for clave, valor in datos.items() if isinstance(datos, dict) else enumerate(datos):
            yield from hojas_de(valor, (*ruta, clave))
    elif datos not in (None, ""):
        yield ruta, datos


def en(datos: Any, ruta: Ruta) -> Any:
    """Lo que hay en una ruta."""
    for parte in ruta:
        datos = datos[parte]
    return datos


def lugar_de(texto: str) -> Lugar | None:
    """``hoja «Salud», celda F7`` → ``("Salud", 7, 6)``."""
    lugar = posicion_de(texto)
    if not (lugar.hoja and lugar.fila and lugar.columna):
        return None
    letra = lugar.columna
    return Lugar(
        lugar.hoja, lugar.fila, int(letra) if letra.isdecimal() else column_index_from_string(letra)
    )


@cache
def escrito(nombre: str) -> bytes:
    """Por su nombre, ``contenido forma.tipo``; ya guardado por quien lo edita, que algo cambia."""
    contenido, _, archivo = nombre.partition(" ")
    forma, _, tipo = archivo.rpartition(".")
    emision = paac.reporte(CONTENIDOS[contenido][0](), forma).emitir(tipo)
    return Manos(emision.contenido).guardado()


@cache
def combinadas(nombre: str, zona: str) -> list[Rango]:
    """Las de una zona, como sale."""
    return Manos(escrito(nombre)).zona(zona).combinadas()


def lugares_de(nombre: str) -> Iterator[tuple[str, str]]:
    """La ruta de cada dato, con la celda que lo dice sola."""
    contenido, _, archivo = nombre.partition(" ")
    forma, _, tipo = archivo.rpartition(".")
    reporte = paac.reporte(CONTENIDOS[contenido][0](), forma)
    arbol = documento_con_rutas(reporte, "documento" if tipo == "docx" else "libro")
    datos, veces, vistas = DatosDelDocumento(arbol), Counter[tuple[str, str]](), set[str]()
    for linea in lineas_de(ver_bytes(escrito(nombre), nombre)):
        clave = linea.marca, linea.rotulos
        for columna in range(len(linea.textos)):
            celda = datos.de_celda(*clave, veces[clave], columna)
            if celda is None or not linea.empieza(columna) or not linea.rotulos:
                continue
            for dato in celda.datos:
                ruta = f"{dato.ruta}.{dato.campo}"
                if dato.texto and ruta not in vistas:
                    vistas.add(ruta)
                    yield ruta, linea.lugar_de(columna)
        veces[clave] += 1


class Documento:
    """Uno recién escrito: lo que de él se lee, y de dónde."""

    def __init__(self, nombre: str) -> None:
        self.nombre = nombre
        self.base = CONTENIDOS[nombre.partition(" ")[0]][0]()
        self.lectura: Any = paac.leer(io.BytesIO(escrito(nombre)), plan=self.base, como=None)
        self.datos = paac.datos_de(self.lectura.contenido)
        lugares = ((partes_de(r), lugar_de(texto)) for r, texto in lugares_de(nombre))
        self.lugares = {ruta: lugar for ruta, lugar in lugares if lugar}
        self.elementos: dict[Ruta, Elemento] = {}
        for ruta, lugar in self.lugares.items():
            if clave := next((n for n, parte in enumerate(ruta) if parte in ELEMENTOS), None):
                suya = ruta[: clave + 2]
                filas = self.elementos.setdefault(suya, Elemento(suya, {})).filas
                arriba, abajo = filas.get(lugar.zona, (lugar.fila, lugar.fila))
                filas[lugar.zona] = (min(arriba, lugar.fila), max(abajo, lugar.fila))
        self.enteros = [e for e in self.elementos.values() if self._entero(e)]

    def _entero(self, elemento: Elemento) -> bool:
        """Si ninguna celda combinada empieza en él y sigue después."""
        return not any(
            arriba <= r.arriba <= abajo < r.abajo
            for zona, (arriba, abajo) in elemento.filas.items()
            for r in combinadas(self.nombre, zona)
        )

    def siguiente(self, elemento: Elemento) -> Elemento | None:
        """El de su lista en las filas que le siguen."""
        otro = self.elementos.get((*elemento.ruta[:-1], int(elemento.ruta[-1]) + 1))
        if otro not in self.enteros:
            return None
        debajo = {zona: abajo + 1 for zona, (_, abajo) in elemento.filas.items()}
        return (
            otro if debajo == {zona: arriba for zona, (arriba, _) in otro.filas.items()} else None
        )


documento = cache(Documento)


# ------------------------------------------------------------------ un gesto


class Gesto:
    """Lo que se hace en un documento, y lo que entonces debe leerse."""

    def __init__(self, nombre: str, clase: str, semilla: int) -> None:
        self.de, self.semilla = documento(nombre), f"{nombre} {clase} {semilla}"
        self.manos = Manos(escrito(nombre))
        self.esperado = deepcopy(self.de.datos)
        self.pedido: dict[str, Any] = {}
        self.copiada = self.solo_copiada = False
        self.donde: dict[str, set[int]] = {}
        self.contenido = b""
        CLASES[clase](self)
        self.contenido = self.contenido or self.manos.guardado()

    def suerte(self, *cual: object) -> int:
        """Un número que sólo depende de la semilla y de esas cosas."""
        return int(sha256(f"{self.semilla} {cual}".encode()).hexdigest()[:8], 16)

    def elegir(self, posibles: Iterable[T], *para: object) -> T:
        """Uno cualquiera."""
        if not (todos := [*posibles]):
            raise NoSePuede(self.semilla)
        return min(todos, key=lambda cual: self.suerte(str(cual), *para))

    def zona(self, nombre: str, *filas: int) -> Zona:
        """La que se va a tocar: lo que se diga debe ser de esas filas o, sin ninguna, de ella."""
        self.donde.setdefault(nombre, set()).update(filas)
        return self.manos.zona(nombre)

    def seguido(self) -> Elemento:
        """Un elemento entero, con otro después."""
        return self.elegir(e for e in self.de.enteros if self.de.siguiente(e))

    def con_filas(
        self, desde: Elemento, hasta: Elemento, nuevas: Callable[[list[list[int]]], Any]
    ) -> None:
        """Cambia las filas de unos elementos seguidos por otras."""
        for nombre, (arriba, _) in desde.filas.items():
            abajo = hasta.filas[nombre][1]
            cuales = [e.filas[nombre] for e in self.de.elementos.values() if nombre in e.filas]
            bloques = [[*range(a, b + 1)] for a, b in sorted(cuales) if arriba <= a <= b <= abajo]
            zona = self.zona(nombre, arriba, *range(arriba, abajo + 1))
            puestas = [fila for bloque in nuevas(bloques) for fila in bloque]
            zona.con_filas([*range(1, arriba), *puestas, *range(abajo + 1, zona.filas + 1)])

    def lista(self, elemento: Elemento) -> tuple[list[Any], int]:
        """La lista que se espera, y qué lugar ocupa en ella."""
        lista = [*en(self.esperado, elemento.ruta[:-1])]
        en(self.esperado, elemento.ruta[:-2])[elemento.ruta[-2]] = lista
        return lista, int(elemento.ruta[-1])

    def columna(self, *, con_anclas: bool) -> tuple[str, int]:
        """Una con datos, de una columna de ancho en todas partes."""
        columnas: dict[tuple[str, int], set[object]] = {}
        for ruta, (zona, _, columna) in self.de.lugares.items():
            de_un_elemento = any(parte in ELEMENTOS for parte in ruta)
            suyos = columnas.setdefault((zona, columna), set())
            suyos.add(ruta[-1] if de_un_elemento else "nombre")
        return self.elegir(
            (zona, columna)
            for (zona, columna), suyos in columnas.items()
            if con_anclas or not suyos & ANCLAS
            if not any(columna in {r.desde, r.hasta} for r in self.anchas(zona))
        )

    def anchas(self, zona: str) -> list[Rango]:
        """Las combinadas de varias columnas, sin los títulos que ocupan casi toda la tabla."""
        return [r for r in combinadas(self.de.nombre, zona) if 0 < r.hasta - r.desde < 5]

    def rotulo(self, zona: str, columna: int) -> tuple[int, str]:
        """La fila del rótulo de una columna, y lo que dice: lo último sobre sus datos que está en él."""
        datos = [lugar.fila for lugar in self.de.lugares.values() if lugar[::2] == (zona, columna)]
        filas = ((f, self.manos.zona(zona).texto(f, columna)) for f in range(min(datos) - 1, 0, -1))
        anchas = [r for r in combinadas(self.de.nombre, zona) if r.desde < r.hasta]
        for fila, texto in filas:
            if any(r.arriba <= fila <= r.abajo and r.desde <= columna <= r.hasta for r in anchas):
                break
            if texto:
                return fila, texto
        raise NoSePuede(self.semilla)


def celda(g: Gesto, elemento: Elemento | None = None) -> None:
    """Otro texto en una que sólo dice un dato."""
    en_cada_celda = Counter(g.de.lugares.values())
    prefijo = elemento.ruta if elemento else ()
    ruta, lugar = g.elegir(
        (ruta, lugar)
        for ruta, lugar in g.de.lugares.items()
        if ruta[-1] in LIBRES and en_cada_celda[lugar] == 1 and ruta[: len(prefijo)] == prefijo
        if g.manos.zona(lugar.zona).texto(*lugar[1:]) == en(g.de.datos, ruta)
    )
    nuevo = f"Corregido a mano {g.suerte() % 1000}"
    g.zona(lugar.zona, lugar.fila).escribir(*lugar[1:], nuevo)
    en(g.esperado, ruta[:-1])[ruta[-1]] = nuevo


def fila_quitada(g: Gesto, elemento: Elemento | None = None) -> None:
    cual = elemento or g.seguido()
    g.con_filas(cual, cual, lambda _: [])
    lista, lugar = g.lista(cual)
    del lista[lugar]


def fila_copiada(g: Gesto, elemento: Elemento | None = None) -> None:
    cual = elemento or g.seguido()
    g.con_filas(cual, cual, lambda suyas: [*suyas, *suyas])
    g.copiada, g.solo_copiada = True, elemento is None


def fila_insertada(g: Gesto, elemento: Elemento | None = None) -> None:
    cual = elemento or g.seguido()
    ruta = next((r for clave in ANCLAS if (r := (*cual.ruta, clave)) in g.de.lugares), None)
    if ruta is None:
        raise NoSePuede(g.semilla)
    zona, _, columna = g.de.lugares[ruta]
    g.con_filas(cual, cual, lambda suyas: [*suyas, [-suyas[-1][-1]]])
    nuevo = f"Se agregó a mano {g.suerte() % 1000}"
    g.zona(zona).escribir(cual.filas[zona][1] + 1, columna, nuevo)
    lista, lugar = g.lista(cual)
    lista.insert(lugar + 1, {ruta[-1]: nuevo})


def filas_al_reves(g: Gesto, *, todas: bool) -> None:
    """Las de una lista, o una con la que le sigue."""
    seguidos = [g.seguido()]
    while (otro := g.de.siguiente(seguidos[-1])) and (todas or len(seguidos) == 1):
        seguidos.append(otro)
    g.con_filas(seguidos[0], seguidos[-1], lambda suyas: suyas[::-1])
    lista, desde = g.lista(seguidos[0])
    hasta = desde + len(seguidos)
    lista[desde:hasta] = lista[desde:hasta][::-1]


def vecinas(g: Gesto) -> tuple[str, int]:
    """Una columna con datos y la que le sigue, que ninguna combinada junta ni parte."""
    con_datos = {lugar[::2] for lugar in g.de.lugares.values()}
    return g.elegir(
        (zona, columna)
        for zona, columna in con_datos
        if (zona, columna + 1) in con_datos
        if not any({columna, columna + 1} & {r.desde, r.hasta} for r in g.anchas(zona))
    )


def columna_movida(g: Gesto) -> None:
    zona, columna = vecinas(g)
    g.zona(zona).mover_columna(columna)


def columna_insertada(g: Gesto) -> None:
    zona, columna = vecinas(g)
    fila, _ = g.rotulo(zona, columna)
    dato = min(lugar.fila for lugar in g.de.lugares.values() if lugar[::2] == (zona, columna))
    textos = {"rotulo": (fila, "Notas de la oficina"), "nota": (dato, "Ya se revisó")}
    g.zona(zona).insertar_columna(columna, **textos)


def columna_quitada(g: Gesto) -> None:
    zona, columna = g.columna(con_anclas=False)
    g.zona(zona).quitar_columna(columna)
    for ruta, lugar in g.de.lugares.items():
        if lugar[::2] == (zona, columna) and ruta in dict(hojas_de(g.de.datos)):
            en(g.esperado, ruta[:-1])[ruta[-1]] = None


def rotulo_cambiado(g: Gesto) -> None:
    zona, columna = g.columna(con_anclas=True)
    fila, texto = g.rotulo(zona, columna)
    nuevo = g.elegir([f"{texto} (revisado)", texto[:-1], f"{texto} de la entidad"], "rótulo")
    g.zona(zona).escribir(fila, columna, nuevo)


def en_otro_archivo(g: Gesto, *, con_marcas: bool) -> None:
    """Sólo las tablas, y se dice en qué formato están; de ellas se esperan los elementos."""
    zonas = [z for e in g.de.elementos.values() for z in e.filas]
    if not con_marcas:
        g.manos.sin_marcas()
    g.contenido = g.manos.en_otro([*dict.fromkeys(zonas)])
    g.pedido = {"formato": g.de.lectura.formato, "corte": g.de.lectura.corte}


def celdas_combinadas(g: Gesto) -> None:
    """La de una fila con la de abajo: su texto es de las dos."""
    en_cada_celda = Counter(g.de.lugares.values())
    parejas = [(uno, otro) for uno in g.de.enteros if (otro := g.de.siguiente(uno))]
    ruta, de_abajo, (zona, fila, columna) = g.elegir(
        (ruta, de_abajo, lugar)
        for uno, otro in parejas
        for ruta, lugar in g.de.lugares.items()
        if ruta[: len(uno.ruta)] == uno.ruta and ruta[-1] in LIBRES - ANCLAS
        if (de_abajo := (*otro.ruta, *ruta[len(uno.ruta) :])) in g.de.lugares
        if g.de.lugares[de_abajo] == (lugar.zona, lugar.fila + 1, lugar.columna)
        if en_cada_celda[lugar] == 1
        if not any(lugar.columna in {r.desde, r.hasta} for r in g.anchas(lugar.zona))
    )
    g.zona(zona, fila, fila + 1).combinar(fila, fila + 1, columna)
    en(g.esperado, de_abajo[:-1])[de_abajo[-1]] = en(g.de.datos, ruta)


def celdas_separadas(g: Gesto) -> None:
    """Una de varias filas queda en ellas sueltas, y su texto en la primera."""
    con_dato = {(zona, fila, columna) for zona, fila, columna in g.de.lugares.values()}
    zona, rango = g.elegir(
        (zona, r)
        for zona in {lugar.zona for lugar in g.de.lugares.values()}
        for r in combinadas(g.de.nombre, zona)
        if r.arriba < r.abajo and (zona, r.arriba, r.desde) in con_dato
    )
    g.zona(zona, *range(rango.arriba, rango.abajo + 1)).separar(rango)


def texto_suelto(g: Gesto, *, antes: bool) -> None:
    lugar = g.elegir(g.de.lugares.values())
    g.zona(lugar.zona).escribir_fuera(NOTA, antes=antes)


def fila_escondida(g: Gesto) -> None:
    lugar = g.elegir(lugar for lugar in g.de.lugares.values() if not g.manos.en_word)
    hoja: Any = g.zona(lugar.zona, lugar.fila)
    hoja.hoja.row_dimensions[lugar.fila].hidden = True


def marca_perdida(g: Gesto) -> None:
    lugar = g.elegir(g.de.lugares.values())
    g.zona(lugar.zona, lugar.fila).sin_marca(lugar.fila)


def varios(g: Gesto) -> None:
    """Dos a la vez; antes el de más abajo, que no mueve al otro."""
    posibles = [e for e in g.de.enteros if g.de.siguiente(e)]
    primero = g.elegir(posibles[:-1], "primero")
    segundo = g.elegir(posibles[posibles.index(primero) + 1 :], "segundo")
    sueltos = {
        "celda": celda,
        "quitar": fila_quitada,
        "copiar": fila_copiada,
        "otra": fila_insertada,
    }
    for elemento in (segundo, primero):
        sueltos[g.elegir(sueltos, elemento.ruta)](g, elemento)
    g.donde = {zona: set() for zona in g.donde}


CLASES: dict[str, Callable[[Gesto], None]] = {
    "celda": celda,
    "fila quitada": fila_quitada,
    "fila insertada": fila_insertada,
    "fila copiada": fila_copiada,
    "fila movida": partial(filas_al_reves, todas=False),
    "filas ordenadas": partial(filas_al_reves, todas=True),
    "fila escondida": fila_escondida,
    "columna movida": columna_movida,
    "columna insertada": columna_insertada,
    "columna quitada": columna_quitada,
    "rótulo cambiado": rotulo_cambiado,
    "celdas combinadas": celdas_combinadas,
    "celdas separadas": celdas_separadas,
    "texto antes": partial(texto_suelto, antes=True),
    "texto después": partial(texto_suelto, antes=False),
    "marca perdida": marca_perdida,
    "sin ninguna marca": lambda g: g.manos.sin_marcas(),
    "tabla en otro archivo": partial(en_otro_archivo, con_marcas=True),
    "tabla sin marcas en otro": partial(en_otro_archivo, con_marcas=False),
    "varios": varios,
}


# ------------------------------------------------------------------ lo que se lee después


def leido(gesto: Gesto) -> tuple[str, list[str]]:
    """``recuperado``, ``dicho`` o ``callado``, y en qué es otra cosa."""
    try:
        documento = io.BytesIO(gesto.contenido)
        base = gesto.de.base
        lectura: Any = paac.leer(
            documento,
            plan=paac.reporte(base, **gesto.pedido) if gesto.pedido else base,
            como=None,
            quitar=True,
        )
    except paac.ErrorDeEntrada as error:
        return "dicho", [f"no se lee: {error.fallas[0]}"]
    antes, ahora = (
        dict(hojas_de([*_elementos_de(suyos)] if gesto.pedido else suyos))
        for suyos in (gesto.esperado, paac.datos_de(lectura.contenido))
    )
    diferencias = [
        f"{'.'.join(map(str, ruta))}: {antes.get(ruta)!r} → {ahora.get(ruta)!r}"
        for ruta in {**antes, **ahora}
        if antes.get(ruta) != ahora.get(ruta)
    ]
    ya_dichos = {(aviso.codigo, aviso.mensaje) for aviso in gesto.de.lectura.avisos}
    se_dice = any(
        (aviso.codigo, aviso.mensaje) not in ya_dichos and _es_de_alli(gesto, aviso)
        for aviso in lectura.avisos
    )
    if not diferencias and (se_dice or not gesto.copiada) and not gesto.solo_copiada:
        return "recuperado", []
    return "dicho" if se_dice else "callado", diferencias


def _elementos_de(datos: Any) -> Iterator[Any]:
    """Las actividades, los trámites y los riesgos, en su orden."""
    for clave, valor in datos.items() if isinstance(datos, dict) else enumerate(datos):
        if clave in ELEMENTOS:
            yield from valor
        elif isinstance(valor, dict | list | tuple):
            yield from _elementos_de(valor)


def _es_de_alli(gesto: Gesto, aviso: Any) -> bool:
    """Si es de la zona y, si dice la fila, de ella o de una vecina; si fue en todas, cualquiera."""
    lugar = aviso.posicion
    filas = gesto.donde.get(lugar.hoja)
    if filas is None:
        return not gesto.donde
    return not filas or lugar.fila is None or any(abs(lugar.fila - fila) <= 1 for fila in filas)


Medida = tuple[dict[str, Counter[str]], list[str]]
"""De cada clase, cuántos quedaron de cada modo; y los que se callan, con su primera diferencia."""


def medir(semillas: Iterable[int], clases: Iterable[str], nombres: Iterable[str]) -> Medida:
    """Los gestos de esas clases en esos documentos."""
    cuentas: dict[str, Counter[str]] = {}
    callados = []
    for clase, nombre, semilla in product(clases, nombres, semillas):
        try:
            gesto = Gesto(nombre, clase, semilla)
        except NoSePuede:
            continue
        como, diferencias = leido(gesto)
        cuentas.setdefault(clase, Counter())[como] += 1
        if como == "callado":
            callados.append(f"{clase}, {nombre}, {semilla}: {len(diferencias)}, {diferencias[:1]}")
    return cuentas, callados


def tabla(cuentas: dict[str, Counter[str]]) -> str:
    """Un renglón por clase."""
    modos = ("recuperado", "dicho", "callado")
    filas = [*cuentas.items(), ("total", sum(cuentas.values(), Counter[str]()))]
    titulo = f"{'':26}{''.join(f'{modo:>12}' for modo in modos)}"
    return "\n".join([titulo, *(f"{c:26}{''.join(f'{n[m]:12}' for m in modos)}" for c, n in filas)])


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    _semillas, _clases, _nombres = (*sys.argv[1:], *("*", "*")[len(sys.argv) - 2 :])
    _medidos, _callados = medir(
        range(1, int(_semillas) + 1),
        [clase for clase in CLASES if fnmatch(clase, _clases)],
        [nombre for nombre in DOCUMENTOS if fnmatch(nombre, f"*{_nombres}*")],
    )
    print(tabla(_medidos), *_callados, sep="\n")  # noqa: T201
