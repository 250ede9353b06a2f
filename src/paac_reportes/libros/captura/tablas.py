"""Las hojas de un libro de captura, y el reporte de una fila: lo que dicen sus celdas abiertas.

``TablaDeCaptura`` dice qué columnas lleva una hoja y qué se lee en ellas. Salen de lo que el tema
declara (``modelo.libro``), la forma del modelo y el catálogo: cerradas las de lo que se ve y
abiertas las de lo que se reporta, junto a las que dicen cuál es la fila. ``ReporteDeFila`` es lo
reportado, comparable con lo que vuelve; ``con_lo_reportado`` lo pone en el objeto que lo guarda.
"""

import functools
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.libros.aspecto import LETRA, estilos_de_libro
from paac_reportes.libros.columnas import (
    LISTA,
    ColumnaDelLibro,
    ancho_de,
    columna_del_libro,
    como_se_pone,
)
from paac_reportes.maqueta.estilos import PASO_DE_SANGRIA
from paac_reportes.maqueta.medida.ajuste import LETRAS_POR_CELDA, MedidorDeHoja
from paac_reportes.maqueta.medida.tipografia import Mm, pt_de_mm
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.libro import Hoja, SePide
from paac_reportes.modelo.recorrer import (
    Rama,
    caminos_de,
    contenidos_de,
    pasos_de,
    ramas_de,
)
from paac_reportes.modelo.temas import Tema
from paac_reportes.textos.limpieza import PROHIBIDOS, REEMPLAZO
from paac_reportes.textos.valores import como_texto, en_palabras, fecha_corta

PREVIO = "previo"
"""La columna de lo que dijo en otro corte, que no es de un dato."""
MARCA_DE_FILA, MARCA_DE_LO_ESCRITO = (
    ColumnaDelLibro(dato=f"marca.{dato}", rotulo=rotulo, ancho=Mm(20), abierta=False, oculta=True)
    for dato, rotulo in (
        ("fila", "Identificación (no la cambie)"),
        ("escrito", "Fila (no la cambie)"),
    )
)
"""Las columnas escondidas que dicen cuál es la fila; la segunda va entre lo que se llena."""
MARCAS = (MARCA_DE_FILA.dato, MARCA_DE_LO_ESCRITO.dato)
Clave = tuple[str, ...]
"""Clave que identifica a una fila, comparable."""
Leer = Callable[[Any], str | None]
"""De una ``FilaDeCaptura``, lo que va en una celda cerrada suya."""


# ------------------------------------------------------------------ lo que se reporta
@clases.frozen(repr=False)
class ReporteDeFila:
    """Reporte de una fila: ``reporte.texto``, ``reporte.avance``.

    Un dato que está en una parte de lo reportado se llama como en ella (``reporte.ocurrio``) o, si
    otro se llama igual, con ella: ``reporte["materializacion.ocurrio"]``.
    """

    raiz: str
    """Raíz de sus datos: ``seguimiento``."""
    valores: Mapping[str, Any]
    """Valores de cada celda, por el camino de su dato desde la raíz; todas están."""
    sin_leer: frozenset[str] = attrs.field(default=frozenset(), eq=False)
    """Los caminos de las que decían algo que no se entendió."""

    @property
    def en_corto(self) -> dict[str, str]:
        """El camino de cada dato, por su nombre; con la parte en que está, si otro lo comparte."""
        nombres = {camino: camino.rpartition(".")[2] for camino in self.valores}
        veces = Counter(nombres.values())
        return {camino if veces[n] > 1 else n: camino for camino, n in nombres.items()}

    def __getitem__(self, campo: str) -> Any:
        """Valor de un dato; ``KeyError`` si no se reporta."""
        return self.valores[campo if campo in self.valores else self.en_corto[campo]]

    def __getattr__(self, campo: str) -> Any:
        """Valor de un dato, por su nombre."""
        # Aún sin construir, no tiene ni sus valores.
        if campo.startswith("_") or campo == "valores" or campo not in self.en_corto:
            raise AttributeError(campo)
        return self[campo]

    def __repr__(self) -> str:
        campos = (f"{campo}={self.valores[camino]!r}" for campo, camino in self.en_corto.items())
        return f"Reporte({', '.join(campos)})"

    @property
    def en_blanco(self) -> bool:
        """Si no dice nada."""
        return not any(self.comparable)

    @property
    def comparable(self) -> tuple[str, ...]:
        """Textos de cada celda, sin lo que un libro no conserva al ir y volver."""
        return tuple(map(comparable, self.valores.values()))

    def dichos(self) -> dict[str, str]:
        """Textos de cada celda que no está en blanco, por el nombre de su dato."""
        textos = {
            campo: como_texto(
                como_se_pone(self.valores[camino], CATALOGO.opciones(f"{self.raiz}.{camino}"))
            )
            for campo, camino in self.en_corto.items()
        }
        return {campo: dicho for campo, dicho in textos.items() if dicho}


def comparable(valor: Any) -> str:
    """Un valor como texto, sin lo que un libro no conserva al ir y volver.

    Sin espacios de sobra, con los renglones de una sola forma y hasta donde cabe en una celda.
    """
    if valor is None:
        return ""
    if isinstance(valor, Decimal):
        return f"{valor.normalize():f}" if valor else "0"
    texto = "\n".join(map(str, valor)) if isinstance(valor, tuple) else str(valor)
    renglones = [" ".join(crudo.split()) for crudo in lo_que_cabe(texto).splitlines()]
    return "\n".join(filter(None, renglones))


def lo_que_cabe(texto: str) -> str:
    """El texto, limpio, hasta donde cabe en una celda de Excel, que cuenta en unidades UTF-16."""
    limpio = PROHIBIDOS.sub(REEMPLAZO, texto)
    if len(limpio) * 2 <= LETRAS_POR_CELDA:
        return limpio
    return limpio.encode("utf-16-le")[: 2 * LETRAS_POR_CELDA].decode("utf-16-le", "ignore")


# ------------------------------------------------------------------ de dónde sale y dónde queda
Seleccion = Mapping[str, object]
"""Selección que distingue un objeto en su lista: ``{"corte": date(2026, 4, 30)}``."""


def elegido(lista: Sequence[Any], seleccion: Seleccion) -> Any:
    """Objeto de una lista que cumple la selección; ``None`` si no está."""
    return next((u for u in lista if all(getattr(u, c) == v for c, v in seleccion.items())), None)


def valor_en(objeto: Any, camino: str) -> Any:
    """Valor de un objeto en un camino; ``None`` si algo de él falta."""
    for campo in camino.split("."):
        objeto = None if objeto is None else getattr(objeto, campo)
    return objeto


def con_lo_reportado(
    objeto: Any, pasos: Sequence[tuple[Rama, Seleccion]], reporte: ReporteDeFila
) -> Any:
    """Objeto con ese reporte donde esas listas llevan."""
    if not pasos:
        return _con_valores(objeto, reporte.valores)
    (contenido, seleccion), *siguen = pasos
    lista, nuevo = getattr(objeto, contenido.nombre), contenido.clase(**seleccion)
    antes = elegido(lista, seleccion) or nuevo
    ahora = con_lo_reportado(antes, siguen, reporte)
    if ahora == antes:
        return objeto
    if antes is not nuevo:  # sin corte, el que ya no dice nada no se nombra
        queda = "corte" in seleccion or ahora != nuevo
        cambiada = [ahora if uno is antes else uno for uno in lista if queda or uno is not antes]
    else:
        cambiada = _con_uno_mas(lista, ahora, seleccion)
    return attrs.evolve(objeto, **{contenido.nombre: tuple(cambiada)})


def con_su_lugar(objeto: Any, pasos: Sequence[tuple[Rama, Seleccion]]) -> Any:
    """Objeto con un reporte en el corte aunque nada diga; el que ya lo tiene, intacto."""
    (contenido, seleccion), *_ = pasos
    lista = getattr(objeto, contenido.nombre)
    if elegido(lista, seleccion) is not None:
        return objeto
    cambiada = _con_uno_mas(lista, contenido.clase(**seleccion), seleccion)
    return attrs.evolve(objeto, **{contenido.nombre: tuple(cambiada)})


def _con_uno_mas(lista: Sequence[Any], nuevo: Any, seleccion: Seleccion) -> list[Any]:
    """Con él antes del primero de fecha posterior; lo que no es de un corte, al final."""
    posteriores = (
        n for n, uno in enumerate(lista) if "corte" in seleccion and uno.corte > seleccion["corte"]
    )
    lugar = next(posteriores, len(lista))
    return [*lista[:lugar], nuevo, *lista[lugar:]]


def _con_valores(objeto: Any, valores: Mapping[str, Any]) -> Any:
    """El objeto con esos valores; la parte que no lleva, sólo si algo dice."""
    valores_propios = {campo: valor for campo, valor in valores.items() if "." not in campo}
    clase: type = type(objeto)
    for parte in contenidos_de(clase):
        antes = f"{parte.nombre}."
        valores_de_la_parte = {
            c.removeprefix(antes): v for c, v in valores.items() if c.startswith(antes)
        }
        hay = getattr(objeto, parte.nombre)
        if valores_de_la_parte and (
            hay is not None or any(map(comparable, valores_de_la_parte.values()))
        ):
            valores_propios[parte.nombre] = _con_valores(hay or parte.clase(), valores_de_la_parte)
    return attrs.evolve(objeto, **valores_propios)


# ------------------------------------------------------------------ las tablas
@clases.frozen(kw_only=True, eq=False)
class TablaDeCaptura:
    """Una hoja de los libros de un tema, con todo lo que de ella se deduce."""

    tema: Tema
    hoja: Hoja
    """Hoja del libro del contenido de que son sus filas."""
    pide: SePide
    """Lo que de ella se pide."""
    contenidos: tuple[Rama, ...]
    """Las listas de sus filas."""
    raiz: str
    """Raíz de los datos de una fila."""
    de_quien: str
    """La raíz de quien guarda lo que se reporta: la fila, o quien la contiene."""
    pasos: tuple[Rama, ...]
    """Por qué listas suyas se llega a ello; ninguna si lo que se llena es de la fila."""
    columnas: tuple[ColumnaDelLibro, ...]
    lectores: Mapping[str, Leer]
    """De dónde sale lo que muestra cada columna cerrada, por su dato."""

    @clases.propiedad_recordada
    def clave(self) -> str:
        """Con la que se la nombra: la de su primera lista."""
        return self.contenidos[0].nombre

    @clases.propiedad_recordada
    def abiertas(self) -> tuple[ColumnaDelLibro, ...]:
        """Las columnas que se llenan."""
        return tuple(columna for columna in self.columnas if columna.abierta)

    @clases.propiedad_recordada
    def cerradas(self) -> tuple[ColumnaDelLibro, ...]:
        """Las columnas que sólo se leen."""
        return tuple(columna for columna in self.columnas if not columna.abierta)

    @clases.propiedad_recordada
    def rotulos(self) -> Mapping[str, str]:
        """Rótulo de cada columna, por su dato."""
        return {columna.dato: columna.rotulo for columna in self.columnas}

    @clases.propiedad_recordada
    def identifican(self) -> tuple[tuple[str, ...], ...]:
        """Los datos con que se reconoce una fila, cada uno con los que lo suplen."""
        return tuple(tuple(escrito.split(" | ")) for escrito in self.pide.identifican)

    @property
    def se_llenan(self) -> tuple[str, ...]:
        """Los rótulos que una fila necesita para contar como reportada."""
        return tuple(columna.rotulo for columna in self.abiertas)[:3]

    def como_se_lee(self, valores: Mapping[str, Any]) -> dict[str, str]:
        """Textos que dirían las celdas abiertas de esos datos, por su rótulo."""
        return {
            columna.rotulo: como_texto(
                como_se_pone(valores[columna.camino], columna.opciones.values())
            )
            for columna in self.abiertas
            if columna.camino in valores
        }

    def lo_que_identifica(self, textos: Mapping[str, str]) -> tuple[str, ...]:
        """De lo que se lee en las columnas de una fila, lo que dice cuál es."""
        return tuple(
            next((texto for dato in datos if (texto := textos.get(dato, "")).strip()), "")
            for datos in self.identifican
        )

    def clave_de(self, textos: Mapping[str, str]) -> Clave:
        """Clave de unos textos, comparable."""
        return tuple(map(comparable, self.lo_que_identifica(textos)))

    def reporte_de(self, objeto: Any) -> ReporteDeFila:
        """Reporte de un objeto; uno en blanco si no lo hay."""
        return ReporteDeFila(
            self.pide.reporta,
            {
                columna.camino: CATALOGO.en_blanco(columna.dato)
                if (valor := valor_en(objeto, columna.camino)) is None
                else valor
                for columna in self.abiertas
            },
        )


@functools.cache
def todas_las_tablas(tema: Tema) -> tuple[TablaDeCaptura, ...]:
    """Tablas de los libros de un tema, también la de lo que se le recomendó a cada oficina."""
    con_pedido = ((hoja, hoja.se_pide) for hoja in tema.libro.hojas)
    return tuple(_tabla(tema, hoja, pide) for hoja, pide in con_pedido if pide is not None)


def tablas_de(tema: Tema) -> tuple[TablaDeCaptura, ...]:
    """Las de lo que se reporta en cada corte."""
    return tuple(tabla for tabla in todas_las_tablas(tema) if not tabla.pide.se_responde)


def tabla_de_ruta(tema: Tema, ruta: str) -> TablaDeCaptura | None:
    """Tabla que lleva una fila, por su lugar; ``None`` si ahí no va ninguna."""
    pasos = pasos_de(ruta, tema.clase)
    tablas = (tabla for tabla in todas_las_tablas(tema) if pasos)
    return next((tabla for tabla in tablas if pasos[-1][0] in tabla.contenidos), None)


def _tabla(tema: Tema, hoja: Hoja, pide: SePide) -> TablaDeCaptura:
    *contienen, de_la_fila = ramas_de(hoja.lista, tema.clase)
    duena = contienen[-1].clase if contienen else tema.clase
    listas = hoja.listas or (de_la_fila.nombre,)
    de_adentro = {rama.raiz: rama.clase for rama in (de_la_fila, *reversed(contienen))}
    de_quien, pasos = next(
        (de, pasos)
        for de, una in de_adentro.items()
        if (pasos := _hasta(una, pide.reporta)) or de == pide.reporta
    )
    con_hoja = {una.lista.rpartition(".")[2] for una in tema.libro.hojas if una.se_pide}
    se_ven = _sin_los_de_otra_hoja(contienen, con_hoja)
    columnas = tuple(_columnas(hoja, pide, de_la_fila.raiz, se_ven, tema.libro.anchos))
    return TablaDeCaptura(
        tema=tema,
        hoja=hoja,
        pide=pide,
        contenidos=tuple(rama for rama in contenidos_de(duena) if rama.nombre in listas),
        raiz=de_la_fila.raiz,
        de_quien=de_quien,
        pasos=pasos,
        columnas=columnas,
        lectores={c.dato: _leer(pide, c.dato, c.ancho) for c in columnas if not c.abierta},
    )


def _hasta(clase: type, raiz: str) -> tuple[Rama, ...]:
    """Por qué listas se baja de los objetos de una clase a los de esa raíz; ninguna si no están."""
    caminos = (camino for camino in caminos_de(clase) if camino[-1].raiz == raiz)
    return next((camino for camino in caminos if all(paso.es_lista for paso in camino)), ())


def _sin_los_de_otra_hoja(contienen: Sequence[Rama], con_hoja: Collection[str]) -> tuple[str, ...]:
    """Las raíces de quienes contienen a una fila; lo de quien tiene su hoja se lee en ella."""
    raices: list[str] = []
    for rama in contienen:
        raices = [] if rama.nombre in con_hoja else [*raices, rama.raiz]
    return tuple(raices)


# ------------------------------------------------------------------ las columnas
def _columnas(
    hoja: Hoja,
    pide: SePide,
    raiz: str,
    contienen: Sequence[str],
    de_datos: Mapping[str, float],
) -> Iterator[ColumnaDelLibro]:
    """Columnas que identifican la fila, que se llenan y, a su derecha, las demás que se ven."""
    identifican = tuple(escrito.partition(" | ")[0] for escrito in pide.identifican)
    antes = dict.fromkeys((*pide.encabezan, *identifican, *pide.se_miran))
    demas = (dato for una in (*contienen, raiz) for dato in CATALOGO.llanos(una))
    fuera = tuple(f"{dato}." for dato in pide.no_van)
    datos_propios = (dato for dato in demas if not f"{dato}.".startswith(fuera))
    reporta = (dato for dato in CATALOGO.llanos(pide.reporta) if CATALOGO[dato].reporta)
    abiertas = dict.fromkeys((*pide.se_llenan, *reporta))
    se_ven = dict.fromkeys((*antes, *pide.se_ven, *datos_propios))
    cerradas = [dato for dato in se_ven if dato not in abiertas]
    hechas = {LISTA: hoja.rotulos.get(LISTA, ""), PREVIO: "Lo que usted dijo la última vez"}
    rotulos = CATALOGO.rotulos(dato for dato in (*cerradas, *abiertas) if dato not in hechas)
    rotulos |= {**pide.rotulos, **hechas}
    anchos = {**de_datos, **_ANCHOS, **_ANCHOS_EN.get(hoja.nombre, {})}
    delante = [dato for dato in cerradas if dato in antes]
    for dato in (*delante, *abiertas, *cerradas[len(delante) :]):
        if dato in abiertas:
            campo = CATALOGO[dato]
            ayuda = campo.al_reportar or campo.ayuda or campo.dice
            yield columna_del_libro(dato, rotulos[dato], anchos, ayuda)
            continue
        yield ColumnaDelLibro(
            dato=dato,
            rotulo=rotulos[dato],
            ancho=ancho_de(dato, anchos),
            abierta=False,
            en_un_renglon=dato not in antes,
        )


def _leer(pide: SePide, dato: str, ancho: Mm) -> Leer:
    """Función que da, de una fila, lo que muestra una columna cerrada."""
    leer = _leer_entero(pide, dato)
    if dato in _RENGLONES:
        cortar = _hasta_donde_cabe(dato, ancho)
        return lambda fila: (texto := leer(fila)) and cortar(texto)
    return leer


def _leer_entero(pide: SePide, dato: str) -> Leer:
    """Lector del texto entero, quepa o no donde se ve."""
    if dato == pide.cual:
        return lambda fila: fila.cual
    if dato == PREVIO:
        return lo_de_antes
    if dato == LISTA:
        return lambda fila: fila.tabla.hoja.listas[fila.lugar.lista]
    if (leer_algo_mas := _DICEN_ALGO_MAS.get(dato)) is not None:
        return lambda fila: leer_algo_mas(fila.objetos[dato.partition(".")[0]])
    es_opcion = bool(CATALOGO.opciones(dato))
    return lambda fila: _como_se_lee(fila.valor(dato), es_opcion=es_opcion)


def _como_se_lee(valor: Any, *, es_opcion: bool = False) -> str | None:
    """Un valor cerrado, para una persona; de varios, uno por renglón."""
    if isinstance(valor, tuple):
        return "\n".join(_como_se_lee(uno, es_opcion=es_opcion) or "" for uno in valor) or None
    if es_opcion and isinstance(valor, str) and not isinstance(valor, Enum):
        return en_palabras(valor)
    return None if valor is None else como_texto(valor)


def lo_de_antes(fila: Any) -> str | None:
    """``31/08/2020 · 60 % · En proceso`` y, debajo, lo que se dijo."""
    # Un control que se nombró, o una fila que volvió en blanco: no hay qué mostrar.
    if fila.previo is None or fila.de_antes.en_blanco:
        return None
    abiertas = {columna.dato: columna for columna in fila.tabla.abiertas}
    renglones = [
        [_en_breve(abiertas[dato], fila.previo) for dato in datos]
        for datos in fila.tabla.pide.antes or (tuple(abiertas),)
    ]
    renglones[0].insert(0, fecha_corta(fila.cuando) if fila.cuando else None)
    return "\n".join(filter(None, (" · ".join(filter(None, suyos)) for suyos in renglones)))


_RENGLONES: Mapping[str, int] = {PREVIO: 4, "componente.nombre": 3}
"""Renglones que se ven, a lo sumo, de lo que está en todas las filas y no se llena."""
_LETRAS = 800
"""Letras que en tan pocos renglones no caben, por ancha que sea la columna."""
_NO_TERMINAN = " \n.,;:–—-("
"""Signos que no van antes de unos puntos suspensivos."""


@functools.lru_cache(maxsize=32)
def _hasta_donde_cabe(dato: str, ancho: Mm) -> Callable[[str], str]:
    """Cómo se corta un texto en los renglones que de ese dato se ven: ``… la alerta por…``."""
    celda = attrs.evolve(estilos_de_libro(LETRA)["celda"], margen=PASO_DE_SANGRIA)
    medidor = MedidorDeHoja({"celda": celda})
    alto = medidor.alto_minimo_con(_RENGLONES[dato])

    def cortar(texto: str) -> str:
        cabe = medidor.trozos(texto[:_LETRAS], "celda", pt_de_mm(ancho), alto)[0]
        return texto if len(cabe) == len(texto) else f"{cabe.rstrip(_NO_TERMINAN)}…"

    return functools.lru_cache(maxsize=1024)(cortar)


def _en_breve(columna: ColumnaDelLibro, previo: Any) -> str | None:
    valor = valor_en(previo, columna.camino)
    texto = como_texto(como_se_pone(valor, columna.opciones.values()))
    es_porcentaje = CATALOGO[columna.dato].unidad == "porcentaje"
    return f"{texto} %" if texto and es_porcentaje else texto


def _componente(componente: Any) -> str | None:
    """``1. Gestión del riesgo``."""
    numero = None if componente.numero is None else f"{componente.numero}."
    return " ".join(filter(None, (numero, componente.nombre))) or None


def _acciones(riesgo: Any) -> str | None:
    """Texto de las acciones: qué es cada una, cuándo y de quién."""
    renglones = (
        " · ".join(filter(None, (una.descripcion, una.fecha_fin or una.periodo, una.responsable)))
        for una in riesgo.acciones
    )
    return "\n".join(renglones) or None


def _filas_recomendadas(recomendacion: Any) -> str | None:
    """``1.1 Socializar la política``, una por renglón."""
    filas = (" ".join(filter(None, (f.codigo, f.texto))) for f in recomendacion.filas)
    return "\n".join(filas) or None


_DICEN_ALGO_MAS: Mapping[str, Callable[[Any], str | None]] = {
    "componente.nombre": _componente,
    "riesgo.causas": lambda riesgo: "\n".join(causa.texto for causa in riesgo.causas) or None,
    "riesgo.acciones": _acciones,
    "recomendacion.filas": _filas_recomendadas,
    # Hay mapas que de un control sólo dicen su tipo.
    "control.descripcion": lambda control: (
        control.descripcion or (control.tipo and en_palabras(control.tipo))
    ),
}
"""Lectores de las celdas cerradas que no son un dato a la letra."""

_ANCHOS: Mapping[str, float] = {
    LISTA: 26,
    PREVIO: 47,
    "componente.nombre": 25,
    "actividad.codigo": 11,
    "actividad.fecha_programada": 24,
    "actividad.fecha_fin": 24,
    "tramite.numero": 11,
    "tramite.fecha_programada": 24,
    "tramite.fecha_fin": 24,
    "seguimiento.avance": 15,
    "seguimiento.estado": 22,
}
"""Milímetros de las que no son de un dato, o aquí llevan un rótulo corto; los demás anchos son los
del libro del tema."""
_ANCHOS_EN: Mapping[str, Mapping[str, float]] = {
    "Riesgos": {PREVIO: 48},
    "Controles": {PREVIO: 40, "riesgo.descripcion": 50},
}
"""Anchos que en una hoja son otros."""
