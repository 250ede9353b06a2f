"""Lo que una columna dice de una fila: un dato, varios, un texto hecho con ellos o una marca."""

import functools
import operator
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from paac_reportes.composicion.aspecto import ColumnaPuesta
from paac_reportes.composicion.tablas.filas import seguimiento_de
from paac_reportes.composicion.variables import Redaccion
from paac_reportes.estructura import SIN_EXTRAS
from paac_reportes.formatos.definicion.columnas import Columna, ComoNumero
from paac_reportes.formatos.definicion.filas import (
    EXTRAS,
    FILA_LIBRE,
    DeActividad,
    DeTramite,
    FilaDeTabla,
    raices_de,
)
from paac_reportes.formatos.definicion.recorridos import es_de_fila_libre
from paac_reportes.maqueta.contenido import Cifra, Dia, SinDato
from paac_reportes.modelo import FilaDeMatriz, Seguimiento, Verificacion
from paac_reportes.modelo.periodos import Informe
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.plantillas import caminos_de
from paac_reportes.textos.valores import (
    Cuenta,
    FormaDeFecha,
    cantidad_de,
    como_texto,
    con_decimales,
    con_formato,
    con_formato_de_cuenta,
    en_celda,
    en_palabras,
    fecha_de,
    fecha_en_forma,
)

Lector = Callable[[FilaDeTabla], str | None]
"""``None`` es lo que falta en los datos; un texto vacío es una celda en blanco propia."""


def lector_de(puesta: ColumnaPuesta, redaccion: Redaccion) -> Lector:
    """Lee de una fila lo que una columna dice."""
    columna = puesta.definida
    if columna.texto is not None:
        propia = redaccion.con(informe=puesta.informe) if puesta.informe else redaccion
        return _de_texto(columna.texto, puesta, propia)
    if columna.marca is not None:
        return _de_marca(columna.marca, puesta)
    lectores = lectores_de(puesta)
    if len(lectores) == 1:
        return lectores[0]

    def leer(fila: FilaDeTabla) -> str | None:
        textos = [texto for leer_uno in lectores if (texto := leer_uno(fila)) is not None]
        dichos = list(filter(None, textos))
        juntos = columna.entre.join(dichos) if textos else None
        nada = juntos and all(isinstance(dicho, SinDato) for dicho in dichos)
        return SinDato(juntos) if nada else juntos

    return leer


def lectores_de(puesta: ColumnaPuesta) -> list[Lector]:
    """El de cada dato de una columna."""
    columna = puesta.definida
    return [
        lector_de_dato(dato, puesta.informe, columna.numero, columna.fecha, **como_es(dato, puesta))
        for dato in columna.dato
    ]


def como_es(dato: str, puesta: ColumnaPuesta) -> dict[str, bool]:
    """Lo que de un dato hay que saber para escribirlo."""
    return {"es_codigo": dato in puesta.codigos, "se_reporta": dato in puesta.reportados}


@functools.lru_cache(maxsize=512)  # un plan trae muchas tablas de las mismas columnas
def lector_de_dato(
    dato: str,
    informe: Informe | None = None,
    numero: ComoNumero | None = None,
    fecha: FormaDeFecha | None = None,
    **es: bool,
) -> Lector:
    """Lee de una fila un dato, ya escrito; ``es`` es lo de ``como_es``."""
    objeto_de, leer_campo = lector_de_objeto(dato, informe), campo_de(dato)
    escribir = escritor_de_dato(dato, numero, fecha, **es)

    def leer(fila: FilaDeTabla) -> str | None:
        objeto = objeto_de(fila)
        return None if objeto is None else escribir(leer_campo(objeto))

    return leer


@functools.lru_cache(maxsize=512)
def escritor_de_dato(
    dato: str,
    numero: ComoNumero | None = None,
    fecha: FormaDeFecha | None = None,
    *,
    es_codigo: bool = False,
    se_reporta: bool = False,
) -> Callable[[object], str | None]:
    """Escribe el valor de un dato como va en su celda; un código, con palabras."""
    # Quien reporta un seguimiento sin texto lo dejó en blanco a propósito: no le falta.
    si_falta = "" if se_reporta else None
    # En un extra o en una fila, un entero es tan número como uno con decimales.
    libre = es_de_fila_libre(dato) or f".{EXTRAS}." in f".{dato}"

    def escribir(valor: object) -> str | None:
        if isinstance(valor, str) and not isinstance(valor, Enum):
            if numero and numero.decimales and isinstance(valor, Cifra):
                return Cifra(con_decimales(valor, numero.decimales), valor.valor, valor.resumen)
            return valor
        if valor is None:
            return si_falta
        texto = como_texto(valor)
        es_entero = libre and isinstance(valor, int) and not isinstance(valor, bool)
        if es_entero or isinstance(valor, Decimal):
            return Cifra(texto, Decimal(valor))  # type: ignore[arg-type]
        return texto

    if es_codigo:
        return lambda valor: en_palabras(valor) if isinstance(valor, str) else escribir(valor)
    a_su_modo = _con_su_formato(numero, fecha)
    return (lambda valor: a_su_modo(valor) or escribir(valor)) if a_su_modo else escribir


def _con_su_formato(
    numero: ComoNumero | None, fecha: FormaDeFecha | None
) -> Callable[[object], str | None] | None:
    """Lo que intenta escribir un valor con el formato de su columna, si lo tiene."""
    if fecha is not None:
        return lambda valor: _con_forma(valor, fecha)
    return (lambda valor: _con_numero(valor, numero)) if numero is not None else None


@functools.lru_cache(maxsize=512)
def como_se_dice(
    dato: str,
    numero: ComoNumero | None,
    fecha: FormaDeFecha | None,
    es_codigo: bool,  # noqa: FBT001 - se recuerda por lo que es
    se_reporta: bool,  # noqa: FBT001
) -> tuple[Callable[[Any], Any], Callable[[object], str | None], bool]:
    """Cómo se lee un dato de quien lo lleva, cómo se escribe y si un texto va como está."""
    escribir = escritor_de_dato(dato, numero, fecha, es_codigo=es_codigo, se_reporta=se_reporta)
    a_la_letra = numero is None and fecha is None and not es_codigo
    return campo_de(dato), escribir, a_la_letra


def es_de_un_dato(columna: Columna) -> bool:
    """Si cada celda de una columna dice un solo dato, y nada más."""
    return columna.texto is None and columna.marca is None and len(columna.dato) == 1


def _con_numero(valor: object, numero: ComoNumero) -> Cifra | None:
    """El valor con el formato de su columna, si es un número."""
    cantidad = cantidad_de(valor)
    if cantidad is None:
        return None
    escribir = con_formato_de_cuenta if isinstance(valor, Cuenta) else con_formato
    return Cifra(escribir(cantidad, **attrs.asdict(numero)), cantidad)


def _con_forma(valor: object, forma: FormaDeFecha) -> str | None:
    """El valor escrito así, si es una fecha."""
    dia = fecha_de(valor)
    if dia is None:
        return None
    texto = fecha_en_forma(dia, forma)
    return texto if forma == "corta" else Dia(texto, dia, forma)


def _de_marca(marca: str, puesta: ColumnaPuesta) -> Lector:
    """La marca donde el dato es uno de los suyos, sin mirar mayúsculas ni tildes."""
    leer_valor = lector_de_valor(puesta)
    valores = frozenset(map(en_plano, puesta.definida.cuando))

    def leer(fila: FilaDeTabla) -> str:
        return marca if en_plano(_como_se_declara(leer_valor(fila))) in valores else ""

    return leer


def _como_se_declara(valor: object) -> str:
    """El valor como va en los datos: ``en_proceso``, y no «En proceso»."""
    if isinstance(valor, Verificacion):
        valor = valor.resultado
    return str(valor.value) if isinstance(valor, Enum) else como_texto(valor)


def _de_texto(plantilla: str, puesta: ColumnaPuesta, redaccion: Redaccion) -> Lector:
    """El texto redactado con los objetos de la fila; el de los mismos datos, una vez."""
    datos = sorted(caminos_de(plantilla))
    hechos: dict[tuple[str, ...], str | None] = {}

    def leer(fila: FilaDeTabla) -> str | None:
        objetos = objetos_de(fila, puesta.informe)
        # Por cómo se escriben: 1 y 1,0 son iguales, y no se ven igual.
        clave = tuple(repr(_valor_de(objetos, es_el_dato(dato, type(fila)))) for dato in datos)
        if clave not in hechos:
            escrito = _escrito(redaccion.en_fila(plantilla, objetos), puesta.definida)
            dichos = [_valor_de(objetos, es_el_dato(dato, type(fila))) for dato in datos]
            hechos[clave] = SinDato(escrito) if escrito and _nada_se_sabe(dichos) else escrito
        return hechos[clave]

    return leer


def _nada_se_sabe(dichos: Sequence[object]) -> bool:
    """Si de los datos que un texto nombra ninguno se sabe, y alguno lo dice con palabras."""
    con_algo = [dicho for dicho in dichos if dicho not in (None, "")]
    return bool(con_algo) and all(isinstance(dicho, SinDato) for dicho in con_algo)


def _escrito(dicho: str | Decimal | int, columna: Columna) -> str | None:
    if columna.numero is not None and (cifra := _con_numero(dicho, columna.numero)) is not None:
        return cifra
    texto = dicho if isinstance(dicho, str) else Cifra(en_celda(dicho), Decimal(dicho))
    return texto if texto.strip() else None


def _valor_de(objetos: dict[str, Any], camino: str) -> object:
    """Lo que un camino nombra en una fila; de un objeto entero, si está."""
    if "." not in camino:
        return objetos.get(camino) is not None
    objeto = _hasta(objetos.get(camino.partition(".")[0]), _pasos_de(camino))
    return objeto is not None and campo_de(camino)(objeto)


def objetos_de(fila: FilaDeTabla, informe: Informe | None) -> dict[str, Any]:
    """Los objetos de una fila por su nombre; el seguimiento, el de su informe si va por corte."""
    clase: type = type(fila)
    objetos = {raiz: getattr(fila, raiz) for raiz in raices_de(clase)}
    if informe is not None and "seguimiento" in objetos:
        objetos["seguimiento"] = seguimiento_de(de_la_matriz(fila), informe.corte)
    if isinstance(fila, DeActividad | DeTramite):
        suya = de_la_matriz(fila)
        objetos[EXTRAS] = suya.extras if suya else SIN_EXTRAS
    return objetos


def es_el_dato(dato: str, tipo: type[FilaDeTabla]) -> str:
    """Lo que una columna muestra, dicho como el dato que es."""
    if dato.startswith(f"{EXTRAS}."):
        return f"tramite.{dato}" if issubclass(tipo, DeTramite) else f"actividad.{dato}"
    return _ES_EL_DATO.get(dato, dato)


_ES_EL_DATO = {
    "evidencia.texto": "seguimiento.evidencias",
    "consecuencia.texto": "riesgo.consecuencias",
}
"""De las listas de textos, que van una en cada fila."""


def lector_de_valor(puesta: ColumnaPuesta) -> Callable[[FilaDeTabla], Any]:
    """Lee de una fila el valor del dato que muestra una columna, sin redactar."""
    dato = puesta.definida.dato[0]
    objeto_de, leer_campo = lector_de_objeto(dato, puesta.informe), campo_de(dato)

    def leer(fila: FilaDeTabla) -> Any:
        objeto = objeto_de(fila)
        return None if objeto is None else leer_campo(objeto)

    return leer


@functools.lru_cache(maxsize=512)
def campo_de(dato: str) -> Callable[[Any], Any]:
    """Lee de quien lo lleva un campo, un extra o el dato de una fila libre."""
    raiz, _, campo = dato.partition(".")
    _, es_extra, nombre = f".{dato}".partition(f".{EXTRAS}.")
    if raiz == FILA_LIBRE:
        return operator.itemgetter(campo)
    if es_extra:
        return lambda objeto: objeto.extras.get(nombre)
    return operator.attrgetter(dato.rpartition(".")[2])


@functools.lru_cache(maxsize=512)
def quien_lo_lleva(dato: str) -> str:
    """El camino desde la fila hasta el objeto de un dato: ``riesgo.inherente``."""
    raiz = dato.partition(".")[0]
    if raiz in {EXTRAS, FILA_LIBRE}:
        return raiz
    antes, es_extra, _ = dato.partition(f".{EXTRAS}.")
    return antes if es_extra else dato.rpartition(".")[0]


def _pasos_de(dato: str) -> list[str]:
    """De la raíz de un dato a quien lo lleva adentro."""
    return quien_lo_lleva(dato).split(".")[1:]


def _hasta(objeto: Any, pasos: Iterable[str]) -> Any:
    """Lo que un objeto lleva adentro; nada, si por el camino algo falta."""
    for paso in pasos:
        objeto = objeto and getattr(objeto, paso)
    return objeto


def lector_de_objeto(dato: str, informe: Informe | None) -> Callable[[FilaDeTabla], Any]:
    """De dónde sale el objeto de un dato."""
    raiz, pasos = dato.partition(".")[0], _pasos_de(dato)
    leer = _lector_de_raiz(raiz, informe)
    return (lambda fila: _hasta(leer(fila), pasos)) if pasos else leer


def _lector_de_raiz(raiz: str, informe: Informe | None) -> Callable[[FilaDeTabla], Any]:
    if raiz == EXTRAS:
        return de_la_matriz
    if informe is None or raiz != "seguimiento":
        return operator.attrgetter(raiz)

    def del_informe(fila: FilaDeTabla) -> Seguimiento | None:
        return seguimiento_de(de_la_matriz(fila), informe.corte)

    return del_informe


def de_la_matriz(fila: FilaDeTabla) -> FilaDeMatriz | None:
    """La actividad o el trámite de una fila, si es de uno."""
    match fila:
        case DeActividad():
            return fila.actividad
        case DeTramite():
            return fila.tramite
        case _:
            return None
