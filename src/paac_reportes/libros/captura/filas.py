"""Las hojas de los libros de un corte, sus filas, y en el libro de quién va cada una.

``Tabla`` dice qué columnas lleva una hoja y qué se lee en ellas. Salen de lo que el tema
declara (``modelo.libro``), la forma del modelo y el catálogo: cerradas las de lo que se ve y
abiertas las de lo que se reporta, junto a las que dicen cuál es la fila. ``con_lo_reportado`` pone
en su fila lo que se reportó.

Sin más, una fila va en el libro de la oficina que la contiene; con ``por``, en el de lo que dice un
dato suyo: la que dice «A; B» va en los dos, y las que no dicen nada, juntas en otro. Una
recomendación va en el de la oficina que es su responsable. La que no se sabe de quién es no va en
ninguno: en todos, cada oficina respondería por las demás.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.analisis.situacion import sin_guiones
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.mensajes import error_de_argumento
from paac_reportes.grupos import agrupadas
from paac_reportes.libros.tablas import (
    LISTA,
    PREVIO,
    Clave,
    ColumnaDelLibro,
    Reportado,
    Tabla,
    como_se_dice,
    como_se_pone,
    comparable,
    lo_que_cabe,
    tablas_de,
    tablas_de_oficina,
)
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import Parada, Rama, contenidos_de, pasos_de, recorrer
from paac_reportes.modelo.temas import Contenido, Tema, tema_de
from paac_reportes.textos.frases import recortado
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import como_texto, fecha_corta

Leer = Callable[[Any], str | None]
"""De una ``FilaDeCaptura``, lo que va en una celda cerrada suya."""


# ------------------------------------------------------------------ lo que se reporta
def en_textos(reportado: Reportado) -> dict[str, str]:
    """Textos de cada celda, sin lo que un libro no conserva al ir y volver."""
    return {dato: comparable(valor) for dato, valor in reportado.items()}


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
    objeto: Any,
    rama: Rama | None,
    seleccion: Seleccion,
    reportado: Reportado,
    *,
    aunque_calle: bool = False,
) -> Any:
    """El objeto, con eso en su lista de reportes o en él mismo; igual, si no dice otra cosa.

    ``rama``: la lista; ``seleccion``: cuál reporte es; ``aunque_calle``: queda uno que nada dice.
    """
    valores = {dato.partition(".")[2]: valor for dato, valor in reportado.items()}
    if rama is None:
        return _con_valores(objeto, valores)
    lista = getattr(objeto, rama.nombre)
    viejo = elegido(lista, seleccion)
    antes = viejo or rama.clase(**seleccion)
    ahora = _con_valores(antes, valores)
    if ahora == antes and (viejo or not aunque_calle):
        return objeto
    # En el lugar del que había o, si no, antes del primero de fecha posterior.
    sitios = (n for n, u in enumerate(lista) if u is viejo or (not viejo and u.corte > ahora.corte))
    lugar = next(sitios, len(lista))
    cambiada = (*lista[:lugar], ahora, *lista[lugar + 1 if viejo else lugar :])
    return attrs.evolve(objeto, **{rama.nombre: cambiada})


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


def tabla_de_ruta(tema: Tema, ruta: str) -> Tabla | None:
    """Tabla que lleva una fila, por su lugar; ``None`` si ahí no va ninguna."""
    pasos = pasos_de(ruta, tema.clase)
    tablas = (tabla for tabla in tablas_de_oficina(tema) if pasos)
    return next((tabla for tabla in tablas if pasos[-1][0] in tabla.contenidos), None)


# ------------------------------------------------------------------ lo que se ve de una fila
@functools.cache
def _leer(dato: str) -> Leer:
    """La función que da el texto entero de una columna cerrada, quepa o no en su celda."""
    if dato == PREVIO:
        return lo_de_antes
    if dato == LISTA:
        return lambda fila: fila.tabla.hoja.listas[fila.lugar.lista]
    if (leer_algo_mas := _DICEN_ALGO_MAS.get(dato)) is not None:
        return lambda fila: leer_algo_mas(fila.objetos[dato.partition(".")[0]])
    codigos = CATALOGO.opciones(dato)
    return lambda fila: como_se_dice(valor_de_dato(fila.objetos, dato), codigos)


def lo_de_antes(fila: Any) -> str | None:
    """Texto de lo que una fila dijo en el corte anterior; ninguno si calló.

    ``31/08/2020 · 60 % · En proceso`` y, debajo, lo escrito.
    """
    # De una fila que volvió en blanco no hay qué mostrar.
    if fila.previo is None or not any(en_textos(fila.de_antes).values()):
        return None
    abiertas = {columna.dato: columna for columna in fila.tabla.abiertas}
    renglones = [
        [_en_breve(abiertas[dato], fila.previo) for dato in datos]
        for datos in fila.tabla.pide.antes or (tuple(abiertas),)
    ]
    renglones[0].insert(0, fecha_corta(fila.previo.corte))
    return "\n".join(filter(None, (" · ".join(filter(None, suyos)) for suyos in renglones)))


_LETRAS: Mapping[str, int] = {PREVIO: 130, "componente.nombre": 45}
"""Letras que se ven, a lo sumo, de lo que está en todas las filas y no se llena."""


def _en_breve(columna: ColumnaDelLibro, previo: Any) -> str:
    """Lo que se dijo la última vez, en una celda: ``80 %``; vacío si nada."""
    texto = como_se_dice(valor_en(previo, columna.camino), columna.opciones.values())
    es_porcentaje = CATALOGO[columna.dato].unidad == "porcentaje"
    return f"{texto} %" if texto and es_porcentaje else texto


def _componente(componente: Any) -> str | None:
    """``1. Gestión del riesgo``; ``None`` si no tiene número ni nombre."""
    numero = None if componente.numero is None else f"{componente.numero}."
    return " ".join(filter(None, (numero, componente.nombre))) or None


def _acciones(riesgo: Any) -> str | None:
    """Las acciones de un riesgo, en renglones: qué, cuándo y quién; ``None`` si no hay."""
    renglones = (
        " · ".join(filter(None, (una.descripcion, una.fecha_fin or una.periodo, una.responsable)))
        for una in riesgo.acciones
    )
    return "\n".join(renglones) or None


def _filas_recomendadas(recomendacion: Any) -> str | None:
    """``1.1 Socializar la política``, en renglones; ``None`` si no hay ninguna."""
    filas = (" ".join(filter(None, (f.codigo, f.texto))) for f in recomendacion.filas)
    return "\n".join(filas) or None


_DICEN_ALGO_MAS: Mapping[str, Callable[[Any], str | None]] = {
    "componente.nombre": _componente,
    "riesgo.causas": lambda riesgo: "\n".join(causa.texto for causa in riesgo.causas) or None,
    "riesgo.acciones": _acciones,
    "recomendacion.filas": _filas_recomendadas,
}
"""Lectores de las celdas cerradas que no son un dato a la letra."""


# ------------------------------------------------------------------ las filas
@clases.frozen(kw_only=True, eq=False)
class FilaDeCaptura:
    """Una cosa de que se reporta en un corte: una actividad, un riesgo."""

    tabla: Tabla
    lugar: Parada
    seleccion: Seleccion = attrs.field(factory=dict)
    """Cuál de sus reportes es el del corte."""
    actual: Any
    """Lo reportado en el corte, si ya lo hay."""
    previo: Any = None
    """Lo último de antes."""

    @clases.propiedad_recordada
    def objetos(self) -> Mapping[str, Any]:
        """Ella y quienes la contienen, por su raíz."""
        return self.lugar.objetos

    @property
    def ruta(self) -> str:
        """Su lugar."""
        return self.lugar.ruta

    @clases.propiedad_recordada
    def nombre(self) -> str:
        """Con qué se la nombra al hablar de ella."""
        return " ".join(" ".join(self.clave).split()) or self.ruta

    @clases.propiedad_recordada
    def clave(self) -> Clave:
        """Con lo que se la reconoce."""
        return self.tabla.clave_de(self.comparables)

    @clases.propiedad_recordada
    def se_ve(self) -> Mapping[str, str]:
        """Textos de cada celda cerrada, por su dato."""
        datos = (columna.dato for columna in self.tabla.cerradas)
        dice = {dato: _leer(dato)(self) or "" for dato in datos}
        return dice | {d: recortado(dice[d], letras) for d, letras in _LETRAS.items() if d in dice}

    def en_celdas(self, columnas: Iterable[ColumnaDelLibro]) -> dict[str, Any]:
        """El valor de cada celda de la fila, por su dato.

        El de una cerrada, recortado a lo que cabe.
        """
        return {
            columna.dato: como_se_pone(self.reportado[columna.dato], columna.opciones.values())
            if columna.abierta
            else lo_que_cabe(self.se_ve[columna.dato]) or None
            for columna in columnas
        }

    @clases.propiedad_recordada
    def comparables(self) -> Mapping[str, str]:
        """Textos de las celdas cerradas, sin lo que un libro no conserva."""
        return en_textos(self.se_ve)

    @clases.propiedad_recordada
    def reportado(self) -> Reportado:
        """Lo que del corte se reportó; en blanco si nada."""
        return _reportado_en(self.tabla, self.actual)

    @clases.propiedad_recordada
    def abiertas(self) -> Mapping[str, str]:
        """Textos de las celdas abiertas, sin lo que un libro no conserva."""
        return en_textos(self.reportado)

    @clases.propiedad_recordada
    def de_antes(self) -> Reportado:
        """El último de antes."""
        return _reportado_en(self.tabla, self.previo)

    @clases.propiedad_recordada
    def ya_cumplida(self) -> bool:
        """Si lo último que se dijo de ella es «Cumplida» y 100 %: no hay más que reportar."""
        dice = self.reportado if any(self.abiertas.values()) else self.de_antes
        raiz = self.tabla.pide.reporta
        return dice.get(f"{raiz}.estado") == "cumplida" and dice.get(f"{raiz}.avance") == _CIEN


_CIEN = 100


def _reportado_en(tabla: Tabla, objeto: Any) -> Reportado:
    """Lo que un objeto dice en las columnas que se llenan; todo en blanco si no lo hay."""
    return {
        columna.dato: CATALOGO.en_blanco(columna.dato)
        if (valor := valor_en(objeto, columna.camino)) is None
        else valor
        for columna in tabla.abiertas
    }


def valor_de_dato(objetos: Mapping[str, Any], dato: str) -> Any:
    """Valor de un dato de unos objetos por su raíz; ``None`` si ninguno lo lleva."""
    raiz, _, camino = dato.partition(".")
    return valor_en(objetos.get(raiz), camino)


def filas_de_captura(contenido: Contenido, corte: date) -> Iterator[FilaDeCaptura]:
    """Las filas del contenido que se pueden reportar en ese corte, con lo ya reportado."""
    quien = tema_de(contenido).libro.captura.quien
    de_quien: Seleccion = {} if quien is None else {"quien": quien}
    seleccion = {"corte": corte, **de_quien}
    for tabla, lugar in _con_su_tabla(contenido):
        if tabla.reportes and (
            not tabla.pide.va_si or valor_de_dato(lugar.objetos, tabla.pide.va_si)
        ):
            reportado = getattr(lugar.objeto, tabla.reportes.nombre)
            antes = [u for u in reportado if u.corte < corte and elegido([u], de_quien)]
            yield FilaDeCaptura(
                tabla=tabla,
                lugar=lugar,
                seleccion=seleccion,
                actual=elegido(reportado, seleccion),
                previo=max(antes, key=lambda seguimiento: seguimiento.corte, default=None),
            )


def recomendadas_de(contenido: Contenido) -> Iterator[FilaDeCaptura]:
    """Las recomendaciones que se le hicieron, que se responden en ellas mismas."""
    for tabla in tablas_de_oficina(tema_de(contenido)):
        for lugar in recorrer(contenido, *tabla.contenidos) if tabla.pide.se_responde else ():
            yield FilaDeCaptura(tabla=tabla, lugar=lugar, actual=lugar.objeto)


def _con_su_tabla(contenido: Contenido) -> Iterator[tuple[Tabla, Parada]]:
    """Lo que da filas, en el orden del contenido, con su hoja."""
    tabla_de_lista = {
        lista: tabla for tabla in tablas_de(tema_de(contenido)) for lista in tabla.contenidos
    }
    for lugar in recorrer(contenido, *tabla_de_lista):
        yield tabla_de_lista[lugar.contenido], lugar


# ------------------------------------------------------------------ en el libro de quién
DeQuien = int | str | None
"""De quién es un libro: el lugar de su oficina en el contenido; lo que dice el dato por el que se
reparten, en plano, o ``""`` si no lo dice; o ``None`` si es de todo él."""


def se_reparte(contenido: Contenido, por: str) -> bool:
    """Si ``por`` es un dato de las filas que se piden de un contenido, o de quien las contiene."""
    raices = {raiz for _, lugar in _con_su_tabla(contenido) for raiz in lugar.objetos}
    es_dato = CATALOGO.conoce(por) and not issubclass(CATALOGO.tipo(por), tuple)
    return es_dato and por.partition(".")[0] in {*raices, _oficina_de(tema_de(contenido))}


class Reparto:
    """Reparto: de quién es cada libro de un contenido, y cómo se llama."""

    def __init__(self, contenido: Contenido, por: str | None = None) -> None:
        captura = tema_de(contenido).libro.captura
        de_siempre = por in {None, f"{_oficina_de(tema_de(contenido))}.nombre"}
        self.por = None if de_siempre else por
        self._lista = captura.reparte
        self.objetos: Sequence[Any] = getattr(contenido, self._lista)
        """Las oficinas que contienen las filas."""
        self.que_es = CATALOGO[self.por].rotulo if self.por else captura.oficinas[0].capitalize()
        """``Responsable``: qué es aquél de quien es un libro."""
        self._nombres: dict[str, str] = {}
        self._de_cada_ruta: dict[str, tuple[str, ...]] = {}
        filas = [lugar for _, lugar in _con_su_tabla(contenido)] if self.por else []
        de_filas = {lugar.raiz for lugar in filas}
        for lugar in filas:
            dichos = _nombres_en(lugar, self.por or "", de_filas)
            nombres = {_clave(nombre): nombre for nombre in dichos}
            self._nombres = {**nombres, **self._nombres}
            self._de_cada_ruta[lugar.ruta] = tuple(nombres) or ("",)

    def de(self, ruta: str) -> tuple[DeQuien, ...]:
        """De quiénes es una fila, por su lugar: uno, si no se reparten por un dato."""
        if self.por:
            return self._de_cada_ruta.get(ruta, ())
        oficina = re.match(rf"{self._lista}\[(\d+)\]", ruta)
        return (int(oficina[1]) if oficina else None,)

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
        return self.oficinas_por_nombre.get(_clave(nombre), set())

    @clases.propiedad_recordada
    def oficinas_por_nombre(self) -> dict[str, set[DeQuien]]:
        """De quién puede ser un libro con cada nombre en plano, también con el nombre corto."""
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
        return dict.fromkeys(quien for quienes in self._de_cada_ruta.values() for quien in quienes)

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


def _oficina_de(tema: Tema) -> str:
    """``dependencia``: la raíz de lo que da un libro, si no se dice por qué dato."""
    lista = tema.libro.captura.reparte
    return next(rama.raiz for rama in contenidos_de(tema.clase) if rama.nombre == lista)


def _nombres_en(parada: Parada, por: str, de_filas: set[str]) -> Iterator[str]:
    """Nombres de un dato de una fila, o de quien la contiene: «A; B» son dos.

    ``actividad.responsable`` es, de un trámite, su responsable: el dato que llevan las filas de dos
    listas se nombra con la raíz (``de_filas``) de cualquiera.
    """
    raiz, _, camino = por.partition(".")
    valor = parada.objetos.get(raiz, parada.objeto if raiz in de_filas else None)
    for campo in camino.split("."):
        valor = valor.get(campo) if isinstance(valor, dict) else getattr(valor, campo, None)
    for nombre in como_texto(valor).split(";") if valor is not None else ():
        if _clave(nombre) and sin_guiones(nombre):
            yield " ".join(nombre.split())


# ------------------------------------------------------------------ las recomendaciones
def por_oficina(
    contenido: Contenido, corte: date, reparto: Reparto, quienes: Iterable[DeQuien]
) -> dict[DeQuien, list[FilaDeCaptura]]:
    """Las recomendaciones hechas hasta ese corte, por oficina."""
    pares = _con_sus_oficinas(contenido, corte, reparto)
    cada_una = agrupadas((quien, fila) for fila, de_quien in pares for quien in de_quien)
    return {quien: cada_una.get(quien, []) for quien in quienes}


def recomendaciones_sin_libro(
    contenido: Contenido, corte: date, reparto: Reparto, quienes: Iterable[DeQuien]
) -> Iterator[Aviso]:
    """Avisos de las recomendaciones abiertas que no van en el libro de ninguno de ``quienes``."""
    con_libro = set(quienes)
    for fila, de_quien in _con_sus_oficinas(contenido, corte, reparto):
        if fila.actual.esta_abierta and not de_quien & con_libro:
            motivo = (
                f"{mostrar(fila.actual.id)} no va en ningún libro: se esperaba de responsable una"
                f" oficina que lo lleve, llegó {mostrar(fila.actual.responsable)}"
            )
            yield Aviso("recomendacion_sin_libro", fila.ruta, motivo)


def _con_sus_oficinas(
    contenido: Contenido, corte: date, reparto: Reparto
) -> Iterator[tuple[FilaDeCaptura, set[DeQuien]]]:
    """Cada recomendación hecha hasta ese corte, con la oficina de que es; ninguna si se duda."""
    for recomendada in recomendadas_de(contenido):
        if recomendada.actual.corte <= corte:
            oficinas = reparto.llamados(recomendada.actual.responsable or "")
            de_quien = oficinas if len(oficinas) == 1 else set[DeQuien]()
            yield recomendada, de_quien if reparto.oficinas_por_nombre else {None}
