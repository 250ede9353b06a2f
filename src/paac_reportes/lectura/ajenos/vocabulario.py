"""Los rótulos que se conocen de cada dato, que dice el catálogo, y las palabras que no lo son.

En orden: cuánto se parece un rótulo a otro, de 0 a 1; los que se conocen de cada dato
(``papeles_de_clase``); de qué corte es una columna, según el suyo (``corte_dicho``); y lo que quien
llama dice de las columnas, que resuelve lo que su rótulo no (``pedidas_de``).
"""

import calendar
import functools
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files
from typing import Literal

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import (
    estructurar,
    falla_de_argumento,
    mostrar,
    validar_por_tipo,
)
from paac_reportes.estructura.mensajes import error_de_argumento, esperado, llego
from paac_reportes.instalacion import hace_falta
from paac_reportes.lectura.filas.valores import datos_desconocidos, leer_corte
from paac_reportes.modelo.campos import Campo, Contenido
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.fechas import MESES
from paac_reportes.modelo.periodos import Periodicidad, cortes_de
from paac_reportes.opc.visto import LugarDelArchivo
from paac_reportes.textos.cercanos import el_mas_cercano
from paac_reportes.textos.plano import en_plano

with hace_falta():
    from rapidfuzz.distance.Indel import normalized_similarity

UMBRAL = 0.8
"""Desde aquí un rótulo es el de un dato; por debajo, se dice a cuál se parece y no se usa."""
DUDA = 0.6
"""Desde aquí se dice a cuál se parece."""

CORTO = 5
"""Un rótulo de menos letras no admite erratas: «meta» y «mes» no son lo mismo."""
_EMPIEZA = (UMBRAL, 0.99)
"""Entre qué y qué vale un rótulo que empieza por el esperado y dice algo más."""
EN_OTRO_LUGAR = UMBRAL - 0.01
_CONTIENE = (DUDA, EN_OTRO_LUGAR)
"""Parecidos de un rótulo que trae al dato en otro lugar: nunca bastan."""
_SIGNO_DE_NUMERO = re.compile(r"\b(?:n[°ºo]\.?|num\.?|numero)(?=\W|$)|^[^\w#]*+#\W*+$", re.ASCII)
_SIGUE = re.compile(r" (?!del? )")
"""Continuación de un rótulo que no lo hace otro: «Fecha de aprobación» no es «Fecha»."""
SIGNOS = re.compile(r"[^\w%]+")
_LLAMADA = re.compile(r"\[\d+\]|[⁰¹²³⁴-⁹*†]")


@clases.frozen
class Rotulo:
    """Un rótulo, listo para comparar."""

    palabras: str
    """Sin tildes, mayúsculas ni signos."""
    letras: str
    """Letras del rótulo sin espacios: «Racionalizac ión» es «Racionalización»."""


@functools.lru_cache(maxsize=4096)
def rotulo_de(texto: str) -> Rotulo:
    """Rótulo que es un texto, como se compara."""
    sin_llamadas = _LLAMADA.sub(" ", texto)
    numerado = _SIGNO_DE_NUMERO.sub(
        " numero ", en_plano(sin_llamadas).replace("º", "°").replace("n°", "num")
    )
    palabras = " ".join(SIGNOS.sub(" ", numerado).split())
    return Rotulo(palabras, palabras.replace(" ", ""))


def parecido(rotulo: Rotulo, esperado: Rotulo) -> float:
    """Parecido de dos rótulos: 1 si son el mismo; menos por cada letra y cada palabra de más."""
    if not rotulo.letras or not esperado.letras:
        return 0.0
    if rotulo.letras == esperado.letras:
        return 1.0
    largo = min(len(rotulo.letras), len(esperado.letras))
    erratas = 0.0
    if largo >= CORTO:
        erratas = normalized_similarity(rotulo.letras, esperado.letras, score_cutoff=DUDA)
    return max(erratas, con_mas_palabras(rotulo, esperado))


def con_mas_palabras(rotulo: Rotulo, esperado: Rotulo) -> float:
    """Parecido de un rótulo que trae las palabras del esperado y otras; 0 si no las trae."""
    if len(esperado.letras) >= len(rotulo.letras):
        return 0.0
    parte = len(esperado.letras) / len(rotulo.letras)
    resto = rotulo.palabras.removeprefix(esperado.palabras)
    if resto != rotulo.palabras and _SIGUE.match(resto):
        return _entre(_EMPIEZA, parte)
    if f" {esperado.palabras} " in f" {rotulo.palabras} ":
        return _entre(_CONTIENE, parte)
    return 0.0


def _entre(limites: tuple[float, float], parte: float) -> float:
    """Número entre dos límites, tan cerca del segundo como la parte, de 0 a 1, lo diga."""
    return limites[0] + (limites[1] - limites[0]) * parte


def mayor_parecido(texto: str, esperados: Iterable[Rotulo]) -> float:
    """Parecido con el rótulo más cercano, de 0 a 1."""
    rotulo = rotulo_de(texto)
    return max((parecido(rotulo, esperado) for esperado in esperados), default=0.0)


def empieza_por(texto: str, esperados: tuple[str, ...]) -> bool:
    """Si las primeras palabras de un texto son uno de los esperados."""
    return f"{rotulo_de(texto).palabras} ".startswith(_comienzos(esperados))


@functools.lru_cache(maxsize=32)
def _comienzos(esperados: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{rotulo_de(esperado).palabras} " for esperado in esperados)


ClaseDeTabla = Literal["actividades", "tramites"]

CODIGO: Mapping[ClaseDeTabla, str] = {
    "actividades": "actividad.codigo",
    "tramites": "tramite.numero",
}
"""El dato con que se numera cada fila."""
TEXTO: Mapping[ClaseDeTabla, str] = {
    "actividades": "actividad.descripcion",
    "tramites": "tramite.nombre",
}
"""Dato que dice de qué es cada fila."""


@clases.frozen(kw_only=True, eq=False)
class Papel:
    """Un dato y cómo se llama la columna que lo trae."""

    dato: tuple[str, ...]
    """Varios si la columna los junta."""
    rotulos: tuple[Rotulo, ...] = ()
    """Los suyos: la columna que lleva uno a la letra no es de otro al que también llamen así."""
    comparables: tuple[Rotulo, ...]
    """Todos, también como lo llaman otros."""
    bajo: tuple[Rotulo, ...] = ()
    """Los rótulos que, encima, dicen que es éste y no otro que se llama igual."""
    junto: tuple[str, ...] = ()
    """Los datos que, en la columna de al lado, dicen lo mismo."""
    solo_bajo: bool = False
    """Si sin un rótulo de ésos encima nunca es éste."""
    nunca: tuple[Rotulo, ...] = ()
    """Los rótulos que, en su lugar o encima, dicen que es otra cosa."""
    contenido: Contenido | None = None
    """De qué es la columna, si no es de textos corrientes."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class OtraTabla:
    """Una clase de tabla que no es de un plan, y con qué se la reconoce."""

    nombre: str
    """«un inventario»."""
    propios: tuple[str, ...]
    """Los rótulos que un plan casi nunca lleva."""
    rotulos: tuple[str, ...]
    titulos: tuple[str, ...]
    """Títulos que dice el texto de encima."""
    se_lee: str = ""
    """Con qué se lee, si es de algo que aquí se lee."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class PalabrasDeRotulos:
    """Palabras que dicen qué es una fila, un título o una hoja."""

    dependencias: tuple[str, ...]
    control_interno: tuple[str, ...]
    intercambios: tuple[str, ...]
    tramites: tuple[str, ...]
    totales: tuple[str, ...]
    notas: tuple[str, ...]
    titulos: tuple[str, ...]
    hojas_sin_nombre: tuple[str, ...]
    quiza_actividades: tuple[str, ...]
    fechas_de_lo_hecho: tuple[str, ...]
    estados: dict[str, tuple[str, ...]]
    otras_tablas: dict[str, OtraTabla]


@functools.cache
def papeles_de_clase(clase: ClaseDeTabla) -> tuple[Papel, ...]:
    """Papeles de una clase de tabla: los de la fila, los de su lugar y los de su seguimiento."""
    datos_de_la_fila = [dato for raiz in _RAICES[clase] for dato in _datos(raiz)]
    datos = (*datos_de_la_fila, *_DEL_LUGAR, *_datos("seguimiento"))
    return (*map(papel_de, datos), *_QUE_JUNTAN[clase])


def _datos(raiz: str) -> list[str]:
    """Datos que una matriz ajena puede traer, en el orden del catálogo."""
    lugares = {nombre: n for n, nombre in enumerate(CATALOGO.de_raiz(raiz).campos)}
    datos = [dato for dato in CATALOGO.datos(raiz) if "ajenas" not in CATALOGO[dato].no_va]
    return sorted(datos, key=lambda dato: lugares.get(dato.rpartition(".")[2], len(lugares)))


_NADIE = Campo("")


def papel_de(dato: str, rotulos: tuple[str, ...] = (), dueno: Campo | None = None) -> Papel:
    """Papel de un dato, con otros rótulos que los del catálogo y el campo de quien lo lleva."""
    campo = CATALOGO[dato]
    rotulos_propios, campo_del_dueno = rotulos or campo.rotulos, dueno or _NADIE
    return Papel(
        dato=(dato,),
        rotulos=tuple(map(rotulo_de, rotulos_propios)),
        comparables=tuple(map(rotulo_de, (*rotulos_propios, *campo.otros))),
        bajo=tuple(map(rotulo_de, (*campo.bajo, *campo_del_dueno.bajo))),
        solo_bajo=campo.solo_bajo or campo_del_dueno.solo_bajo,
        nunca=tuple(map(rotulo_de, (*campo.nunca, *campo_del_dueno.nunca))),
        junto=campo.junto,
        contenido=campo.contenido or ("fecha" if CATALOGO.tipo(dato) is date else None),
    )


_RAICES: Mapping[ClaseDeTabla, tuple[str, ...]] = {
    "actividades": ("subcomponente", "actividad"),
    "tramites": ("tramite",),
}
_DEL_LUGAR = ("dependencia.nombre", "componente.nombre", "vigencia")
"""Datos que otras matrices dicen con una franja, un título o el nombre de la hoja."""
_QUE_JUNTAN: Mapping[ClaseDeTabla, tuple[Papel, ...]] = {
    "actividades": (),
    "tramites": (
        Papel(
            dato=("tramite.codigo_suit", "tramite.nombre"),
            comparables=tuple(
                map(rotulo_de, ("Numero /Nombre", "Número y nombre", "Código y nombre del trámite"))
            ),
        ),
    ),
}
"""Papeles de las columnas que traen dos datos en una celda."""


@functools.cache
def palabras() -> PalabrasDeRotulos:
    """Palabras de ``plantillas/_columnas``."""
    archivo = files("paac_reportes.plantillas") / "_columnas" / "palabras.toml"
    return estructurar(tomllib.loads(archivo.read_text("utf-8")), PalabrasDeRotulos)


def es_quiza_actividad(rotulo: str) -> bool:
    """Si el rótulo es de los que unas matrices dan a la actividad y otras a lo reportado."""
    return rotulo_de(rotulo).letras in _letras(palabras().quiza_actividades)


def es_fecha_de_lo_hecho(rotulo: str) -> bool:
    """Si dice cuándo se hizo, que no es cuándo debía hacerse: «Fecha de ejecución»."""
    rotulo_visto = rotulo_de(rotulo)
    return rotulo_visto.palabras.startswith("fecha real ") or any(
        normalized_similarity(rotulo_visto.letras, letras) >= _CASI_IGUAL
        for letras in _letras(palabras().fechas_de_lo_hecho)
    )


@functools.lru_cache(maxsize=8)
def _letras(textos: tuple[str, ...]) -> frozenset[str]:
    return frozenset(rotulo_de(texto).letras for texto in textos)


_CASI_IGUAL = 0.93
_MES = "|".join((*MESES, "setiembre"))
_CORTA = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_LARGA = re.compile(
    rf"\b(?:(\d{{1,2}})\s*(?:de\s+)?)?({_MES})(?:\s+(\d{{1,2}})\b)?(?:,?\s*(?:del?\s+)?(\d{{4}}))?"
)
_ORDEN = {
    **{str(n): n for n in range(1, 5)},
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    **dict.fromkeys(("primer", "primero", "primera", "1er", "1ro", "1ra", "1°", "1º"), 1),
    **dict.fromkeys(("segundo", "segunda", "2do", "2da", "2°", "2º"), 2),
    **dict.fromkeys(("tercer", "tercero", "tercera", "3er", "3ro", "3ra", "3°", "3º"), 3),
    **dict.fromkeys(("cuarto", "cuarta", "4to", "4ta", "4°", "4º"), 4),
}
_NUMERO = "|".join(sorted(map(re.escape, _ORDEN), key=len, reverse=True))
_PERIODO = (
    "cuatrimestre|trimestre|semestre|seguimiento|informe|corte|periodo|monitoreo|avance|reporte"
)
_ANTES = re.compile(rf"(?<!\w)({_NUMERO})\.?\s+({_PERIODO})\b")
_DESPUES = re.compile(rf"\b({_PERIODO})\s+(?:n[o°º]\.?\s*|num(?:ero)?\.?\s*)?({_NUMERO})(?!\w)")
_PERIODICIDAD: dict[str, Periodicidad] = {"trimestre": "trimestral", "semestre": "semestral"}
_ANO = re.compile(r"\b(20\d\d)\b")
_CON_ANO = re.compile(r"[/.-]\d{4}|\d{4}-")
_LO_NOMBRAN = (*_MES.split("|"), *_PERIODO.split("|"))
"""Sin una de estas palabras, ni una fecha, no hay corte que leer."""


@clases.frozen
class CorteDicho:
    """El corte que dice un rótulo."""

    corte: date | None
    """``None`` si lo nombra y falta la vigencia para saber cuál es."""
    supuesto: bool
    """Si el día no está escrito: «primer cuatrimestre»."""
    resto: str
    """El rótulo sin él."""
    de_otra: bool = False
    """Si no lo dice su rótulo, sino el de otra columna de su grupo."""


def corte_dicho(rotulo: str, vigencia: int | None) -> CorteDicho | None:
    """Corte que un rótulo nombra; ``None`` si no nombra ninguno."""
    texto = en_plano(_LLAMADA.sub(" ", rotulo))
    # Lo barato primero: casi ningún texto nombra un corte.
    if not _CON_ANO.search(texto) and not any(map(texto.__contains__, _LO_NOMBRAN)):
        return None
    for leer in (_con_fecha, _con_mes, _con_orden):
        corte = next(leer(texto, vigencia), None)
        if corte is not None:
            return corte
    return None


def _con_fecha(texto: str, _vigencia: int | None) -> Iterator[CorteDicho]:
    """Cortes que un texto dice con su día, en cifras, y lo que queda de él."""
    for patron, orden in ((_ISO, (1, 2, 3)), (_CORTA, (3, 2, 1))):
        for coincidencia in patron.finditer(texto):
            dia = _fecha(*(int(coincidencia[n]) for n in orden))
            if dia:
                yield CorteDicho(dia, supuesto=False, resto=patron.sub(" ", texto))


def _con_mes(texto: str, vigencia: int | None) -> Iterator[CorteDicho]:
    """Corte del último mes que se nombra: «enero a abril» es del 30 de abril."""
    for coincidencia in reversed(list(_LARGA.finditer(texto))):
        dia_antes, mes, dia_despues, ano = coincidencia.groups()
        ano_del_corte = int(ano) if ano else vigencia
        resto = _LARGA.sub(" ", texto)
        if ano_del_corte is None:
            yield CorteDicho(None, supuesto=True, resto=resto)
            continue
        numero = (
            (*MESES[:8], "setiembre").index(mes) + 1 if mes == "setiembre" else MESES.index(mes) + 1
        )
        ultimo_dia = calendar.monthrange(ano_del_corte, numero)[1]
        cifras_del_dia = dia_antes or dia_despues
        dia = _fecha(ano_del_corte, numero, int(cifras_del_dia) if cifras_del_dia else ultimo_dia)
        if dia:
            yield CorteDicho(dia, supuesto=not (cifras_del_dia and ano), resto=resto)


def _con_orden(texto: str, vigencia: int | None) -> Iterator[CorteDicho]:
    """Corte de un período por su número: «segundo cuatrimestre»."""
    for patron, grupo_del_orden, grupo_del_periodo in ((_ANTES, 1, 2), (_DESPUES, 2, 1)):
        coincidencia = patron.search(texto)
        if coincidencia is None:
            continue
        ano = _ANO.search(texto)
        desde, hasta = coincidencia.span(grupo_del_orden)
        resto = texto[:desde] + texto[hasta:]
        periodicidad = _PERIODICIDAD.get(coincidencia[grupo_del_periodo], "cuatrimestral")
        ano_del_corte = int(ano[1]) if ano else vigencia
        cortes = cortes_de(ano_del_corte, periodicidad) if ano_del_corte else ()
        numero = _ORDEN[coincidencia[grupo_del_orden]]
        if ano_del_corte is None:
            yield CorteDicho(None, supuesto=True, resto=resto)
        elif numero <= len(cortes):
            yield CorteDicho(cortes[numero - 1], supuesto=True, resto=_ANO.sub(" ", resto))


def _fecha(ano: int, mes: int, dia: int) -> date | None:
    try:
        return date(ano, mes, dia)
    except ValueError:
        return None


Nombres = tuple[LugarDelArchivo, *tuple[str, ...]]
"""Cómo se puede nombrar una columna: por dónde está, por todos sus rótulos y por el último."""


@clases.frozen
class DatoDeclarado:
    """El dato que alguien dice que trae una columna."""

    dato: tuple[str, ...]
    """Ninguno: esa columna no se lee."""
    corte: date | None = None


@attrs.define(eq=False)
class Pedidas:
    """``{"META O PRODUCTO": "actividad.meta"}``, y por tabla ``{"tabla 7": {…}}``."""

    comunes: dict[str, DatoDeclarado] = attrs.Factory(dict)
    """Por rótulo o por el lugar de la columna, en plano."""
    por_tabla: dict[str, dict[str, DatoDeclarado]] = attrs.Factory(dict)
    usadas: set[tuple[str, str]] = attrs.Factory(set)

    def __bool__(self) -> bool:
        return bool(self.comunes or self.por_tabla)

    def de(self, tabla: str, nombres: tuple[str, ...]) -> DatoDeclarado | None:
        """Dato que se pidió de una columna, que se puede nombrar de esos modos."""
        if not self:
            return None
        claves = [clave_de(nombre) for nombre in nombres]
        for clave_de_tabla in (rotulo_de(tabla).palabras, ""):
            columnas = self.por_tabla.get(clave_de_tabla, {}) if clave_de_tabla else self.comunes
            for clave in claves:
                if clave and clave in columnas:
                    self.usadas.add((clave_de_tabla, clave))
                    return columnas[clave]
        return None

    def fallas(self, rotulos: list[str]) -> Iterator[Falla]:
        """Fallas de las columnas pedidas que ninguna tabla trae."""
        claves = [("", clave) for clave in self.comunes]
        claves += [
            (tabla, clave) for tabla, de_la_tabla in self.por_tabla.items() for clave in de_la_tabla
        ]
        for tabla, clave in claves:
            if (tabla, clave) not in self.usadas:
                cercano = el_mas_cercano(clave, rotulos, cutoff=0)
                pista = "" if cercano is None else f"; la más parecida es {mostrar(cercano)}"
                lugar = f"columnas, {tabla}" if tabla else "columnas"
                yield Falla(
                    "columna_no_hallada",
                    lugar,
                    f"ninguna tabla trae la columna {mostrar(clave)}{pista}",
                )


Desconocidos = Callable[[Sequence[str], str], Iterable[Falla]]
"""Una falla por cada dato que no existe, con la ruta de quien lo pide."""


def pedidas_de(columnas: object, desconocidos: Desconocidos = datos_desconocidos) -> Pedidas:
    """Pedidas del argumento ``columnas``; ``ErrorDeEntrada`` con todo lo que no se entiende."""
    resultado = Pedidas()
    if columnas is None:
        return resultado
    if not isinstance(columnas, Mapping):
        raise error_de_argumento("columnas", "rotulos", columnas)
    fallas: list[Falla] = []
    for nombre, valor in columnas.items():
        if isinstance(valor, Mapping):
            de_la_tabla = resultado.por_tabla.setdefault(rotulo_de(str(nombre)).palabras, {})
            for rotulo, dato in valor.items():
                _poner(de_la_tabla, rotulo, dato, f"columnas.{nombre}", fallas, desconocidos)
        else:
            _poner(resultado.comunes, nombre, valor, "columnas", fallas, desconocidos)
    if fallas:
        raise ErrorDeEntrada(fallas)
    return resultado


def _poner(  # noqa: PLR0913, PLR0917 - lo que se pidió, dónde y contra qué
    destino: dict[str, DatoDeclarado],
    rotulo: object,
    dato_pedido: object,
    ruta: str,
    fallas: list[Falla],
    desconocidos: Desconocidos,
) -> None:
    """Pone en ``destino`` el dato que se pide de un rótulo, o su falla."""
    lugar = f"{ruta}[{mostrar(rotulo)}]"
    no_se_lee = dato_pedido is None or dato_pedido == ""  # un archivo YAML no distingue
    datos = [] if no_se_lee else [dato_pedido] if isinstance(dato_pedido, str) else dato_pedido
    if not isinstance(datos, list | tuple) or not all(isinstance(dato, str) for dato in datos):
        fallas.append(falla_de_argumento(lugar, "dato_o_lista", dato_pedido))
        return
    corte = None
    nombres = []
    for dato in datos:
        nombre, arroba, fecha = dato.partition("@")
        nombres.append(nombre.strip())
        if arroba:
            corte = _corte(fecha, lugar, fallas)
    fallas += desconocidos(nombres, lugar)
    destino[clave_de(str(rotulo))] = DatoDeclarado(tuple(nombres), corte)


_NO_ES_DE_NOMBRE = re.compile(r"[^a-z0-9]+")
_LARGO_DE_EXTRA = 60


def clave_de_extra(rotulo: str, final: str = "") -> str:
    """Nombre con que se guarda lo que no es de ningún dato: ``riesgo_asociado``."""
    nombre = _NO_ES_DE_NOMBRE.sub("_", en_plano(rotulo)).strip("_")
    nombre = nombre if nombre[:1].isalpha() else f"columna_{nombre}"
    return f"{nombre[: _LARGO_DE_EXTRA - len(final)].strip('_')}{final}"


def clave_de(nombre: str) -> str:
    """Nombre de una columna en plano; el que sólo tiene signos, como está."""
    return rotulo_de(nombre).palabras or nombre.strip()


def _corte(texto: str, ruta: str, fallas: list[Falla]) -> date | None:
    """Fecha de corte escrita tras la @; ``None``, con una falla, si no es una fecha."""
    corte = leer_corte(texto)
    if isinstance(corte, date):
        return corte
    fallas.append(
        Falla(
            "argumento_invalido",
            ruta,
            f"tras la @ se esperaba una fecha AAAA-MM-DD, llegó {mostrar(texto)}",
            datos={**esperado("fecha").datos, **llego(texto)},
        )
    )
    return None
