"""Lectores de una columna en una fila: un dato, varios, un texto hecho con ellos o una marca."""

import functools
import operator
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from enum import Enum
from itertools import chain, pairwise
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.composicion.aspecto import ColumnaArmada
from paac_reportes.composicion.tablas.filas_del_recorrido import seguimiento_de
from paac_reportes.composicion.variables import RedaccionDePlantilla
from paac_reportes.decimales import NumeroFlotante
from paac_reportes.errores import ErrorDeFormato, Falla
from paac_reportes.estructura import SIN_EXTRAS
from paac_reportes.expresiones import expresion
from paac_reportes.formatos.definicion.columnas import Columna, ComoNumero
from paac_reportes.formatos.definicion.filas import (
    EXTRAS,
    FILA_LIBRE,
    DeActividad,
    DeTramite,
    FilaDeTabla,
    raices_de_fila,
)
from paac_reportes.formatos.definicion.recorridos import es_de_fila_libre
from paac_reportes.maqueta.contenido import Cifra, Dia, SinDato
from paac_reportes.modelo import FilaDeMatriz, Seguimiento, Verificacion
from paac_reportes.modelo.metodologia import Informe
from paac_reportes.normativa.normas import escala_de_la_guia
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.plantillas import variables_de
from paac_reportes.textos.valores import (
    DECIMALES,
    FormaDeFecha,
    NumeroCalculado,
    cantidad_de,
    como_texto,
    con_decimales,
    con_formato_de_cuenta,
    en_palabras,
    escrito_en_celda,
    fecha_de,
    fecha_en_forma,
    numero_con_formato,
)


@clases.frozen
class LecturaDeDato:
    """Cómo se lee y se escribe un dato, igual en todas las tablas de una clase."""

    dato: str
    informe: Informe | None
    leer: Callable[[Any], Any]
    """Su valor, de quien lo lleva."""
    escribir: Callable[[object], str | None]
    a_la_letra: bool
    """Si un texto va como está: casi todo dato es uno."""

    falta: str | None
    """Texto si el dato no está: ninguno, o uno vacío si se dejó en blanco a propósito."""

    def valores(self, objetos: Sequence[Any]) -> list[Any]:
        """El valor de cada fila, sin escribir."""
        leer = self.leer
        return [None if objeto is None else leer(objeto) for objeto in objetos]

    def textos(self, objetos: Sequence[Any]) -> Sequence[str | None]:
        """El texto de cada objeto: sin objeto, ``None``; sin el dato, lo que diga ``falta``."""
        a_la_letra, escribir, falta = self.a_la_letra, self.escribir, self.falta
        valores = self.valores(objetos)
        if a_la_letra and set(map(type, valores)) == {str}:  # lo corriente
            return valores
        return [
            valor
            if a_la_letra and type(valor) is str
            else None
            if objeto is None
            else falta
            if valor is None
            else escribir(valor)
            for objeto, valor in zip(objetos, valores, strict=True)
        ]


def lecturas_de(columna: ColumnaArmada) -> list[LecturaDeDato]:
    """La lectura de cada dato de una columna."""
    return [_lectura_de(dato, columna) for dato in columna.definida.dato]


def _lectura_de(dato: str, columna: ColumnaArmada) -> LecturaDeDato:
    """La lectura de un dato de una columna: cómo se toma de su objeto y cómo se escribe."""
    definida, es_codigo = columna.definida, dato in columna.codigos
    guarda_fechas = definida.guarda == "fecha" and es_de_fila_libre(dato)
    # Quien reporta un seguimiento sin texto lo dejó en blanco a propósito: no le falta.
    return LecturaDeDato(
        dato=dato,
        informe=columna.informe,
        leer=lector_de_campo(dato),
        escribir=escritor_de_dato(
            dato,
            definida.numero,
            definida.fecha,
            es_codigo=es_codigo,
            guarda_fechas=guarda_fechas,
        ),
        a_la_letra=definida.numero is None
        and definida.fecha is None
        and not (es_codigo or guarda_fechas),
        falta="" if dato in columna.reportados else None,
    )


def textos_unidos(datos: tuple[str, ...], textos: Sequence[str | None], entre: str) -> str | None:
    """Lo que dice una celda de varios datos, separados por ``entre`` los que dicen algo.

    ``None`` si ninguno existe en la fila; :class:`SinDato` si de ninguno se sabe.
    """
    if all(texto is None for texto in textos):
        return None
    lugares, fijos = partes_de_celda(datos, textos, entre)
    que_van = [textos[lugar] or "" for lugar in lugares]
    unido = "".join(chain(*zip(fijos, que_van, strict=False), fijos[-1:]))
    nada_se_sabe = que_van and {*map(type, que_van)} == {SinDato}
    return SinDato(unido) if nada_se_sabe else unido


def partes_de_celda(
    datos: tuple[str, ...], textos: Sequence[str | None], entre: str
) -> tuple[list[int], list[str]]:
    """Los lugares, en ``datos``, de los que una celda dice, y lo fijo antes de cada uno y al final.

    De «15/12 (1/02 a 30/11)», que dice los tres: ``([0, 1, 2], ["", " (", " a ", ")"])``.
    """
    inicio = lugar_del_inicio(datos)
    # Lo que empieza y termina el mismo día, o «mensual», se dice una vez.
    de_sobra = inicio if inicio is not None and textos[inicio] == textos[inicio + 1] else None
    lugares = [lugar for lugar, texto in enumerate(textos) if texto and lugar != de_sobra]
    fijos = ["", *[entre] * (len(lugares) - 1), ""]
    if inicio is not None:
        _poner_rango(fijos, [datos[lugar].rpartition(".")[2] for lugar in lugares])
    return lugares, fijos


def _poner_rango(fijos: list[str], campos: Sequence[str]) -> None:
    """Cambia los separadores de una celda para que sus fechas digan ``1/2 a 3/4`` o ``desde 1/2``.

    ``fijos``: lo que va antes, entre y después de los datos; ``campos``: cómo se llama cada dato.
    """
    extremos = [lugar for lugar, campo in enumerate(campos) if campo in _EXTREMOS]
    if not extremos:
        return
    primero, ultimo = extremos[0], extremos[-1]
    tras_otra = primero > 0 and campos[primero - 1] in _DE_UNA_FECHA
    fijos[primero] = " (" if tras_otra else fijos[primero]
    fijos[ultimo + 1] = f"){fijos[ultimo + 1]}" if tras_otra else fijos[ultimo + 1]
    if primero < ultimo:
        fijos[ultimo] = " a "
    elif campos[primero] == _EXTREMOS[0]:
        fijos[primero] += "desde "
    elif tras_otra:
        fijos[primero] += "hasta "


@functools.lru_cache(maxsize=512)
def lugar_del_inicio(datos: tuple[str, ...]) -> int | None:
    """El lugar de una fecha de inicio a la que sigue la final, un rango; ``None`` si no la hay."""
    campos = [dato.rpartition(".")[2] for dato in datos]
    return next((n for n, par in enumerate(pairwise(campos)) if par == _EXTREMOS), None)


_EXTREMOS = ("fecha_inicio", "fecha_fin")
_DE_UNA_FECHA = ("fecha_programada", "periodo")
"""Los campos que dicen cuándo en uno solo; el rango que los sigue va entre paréntesis."""


@functools.lru_cache(maxsize=512)
def escritor_de_dato(
    dato: str,
    numero: ComoNumero | None = None,
    fecha: FormaDeFecha | None = None,
    *,
    es_codigo: bool = False,
    guarda_fechas: bool = False,
) -> Callable[[object], str | None]:
    """Función que escribe el valor de un dato como va en su celda; un código, con palabras.

    ``guarda_fechas``: si un texto como ``2026-01-19`` es un día, que se escribe ``19/01/2026``.
    ``numero`` y ``fecha``: el formato que su columna pide; ``None`` si no lo pide. ``es_codigo``:
    si el valor es el nombre de una opción.
    """
    # En un extra o en una fila, un entero es tan número como uno con decimales.
    libre = es_de_fila_libre(dato) or f".{EXTRAS}." in f".{dato}"
    es_avance = dato.endswith(".avance") and not libre

    def escribir(valor: object) -> str | None:
        """El valor, escrito, o ``None``; un decimal o un entero libre, como ``Cifra``."""
        if isinstance(valor, str) and not isinstance(valor, Enum):
            if numero and numero.decimales and isinstance(valor, Cifra):
                return Cifra(con_decimales(valor, numero.decimales), valor.valor, valor.resumen)
            return valor
        if valor is None:
            return None
        texto = _avance_con_su_zona(valor) if es_avance else como_texto(valor)
        es_entero = libre and isinstance(valor, int) and not isinstance(valor, bool)
        if es_entero or isinstance(valor, Decimal):
            return Cifra(texto, Decimal(valor))  # type: ignore[arg-type]
        return texto

    if es_codigo:
        return lambda valor: en_palabras(valor) if isinstance(valor, str) else escribir(valor)
    propio = _dia_de_los_datos if guarda_fechas and not fecha else _con_formato(numero, fecha)
    return (lambda valor: propio(valor) or escribir(valor)) if propio else escribir


def _avance_con_su_zona(avance: object) -> str:
    """Un avance; el de coma flotante, con los decimales que pida su zona: 59,999 no es 60."""
    if not isinstance(avance, NumeroFlotante):
        return como_texto(avance)
    return numero_con_formato(avance, escala_de_la_guia().zona_de, decimales=DECIMALES)


def _con_formato(
    numero: ComoNumero | None, fecha: FormaDeFecha | None
) -> Callable[[object], str | None] | None:
    """Función que escribe un valor con el formato de su columna, si es de esa clase."""
    if fecha is not None:
        return lambda valor: _con_forma_de_fecha(valor, fecha)
    return (lambda valor: _con_forma_de_numero(valor, numero)) if numero is not None else None


def _dia_de_los_datos(valor: object) -> str | None:
    """Un texto como ``2026-01-19``, escrito como las demás fechas; ``None`` si no es uno."""
    es_dia = type(valor) is str and _DIA_DE_LOS_DATOS.fullmatch(valor) is not None
    return _con_forma_de_fecha(valor, "corta") if es_dia else None


_DIA_DE_LOS_DATOS = expresion(r"\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*")


def _con_forma_de_numero(valor: object, numero: ComoNumero) -> Cifra | None:
    """El valor con el formato de su columna; ``None`` si no es un número."""
    cantidad = cantidad_de(valor)
    if cantidad is None:
        return None
    escribir = con_formato_de_cuenta if isinstance(valor, NumeroCalculado) else numero_con_formato
    return Cifra(escribir(cantidad, **attrs.asdict(numero)), cantidad)


def _con_forma_de_fecha(valor: object, forma: FormaDeFecha) -> str | None:
    """El valor escrito con esa forma; ``None`` si no es una fecha."""
    dia = fecha_de(valor)
    if dia is None:
        return None
    texto = fecha_en_forma(dia, forma)
    return texto if forma == "corta" else Dia(texto, dia, forma)


def marcas_de(columna: Columna, valores: Iterable[Any]) -> list[str]:
    """Marca de cada fila, si el valor es de los que la llevan, sin mirar mayúsculas ni tildes."""
    marcados = frozenset(map(en_plano, columna.cuando))
    marca = columna.marca or ""
    return [marca if en_plano(_como_se_declara(valor)) in marcados else "" for valor in valores]


def _como_se_declara(valor: object) -> str:
    """El valor como va en los datos: ``en_proceso``, y no «En proceso»."""
    if isinstance(valor, Verificacion):
        valor = valor.resultado
    return str(valor.value) if isinstance(valor, Enum) else como_texto(valor)


def textos_redactados(
    plantilla: str,
    columna: ColumnaArmada,
    redaccion: RedaccionDePlantilla,
    filas: Iterable[FilaDeTabla],
) -> list[str | None]:
    """El texto que la plantilla da con los objetos de cada fila; ``None`` si nada dice.

    El de los mismos valores se redacta una vez. ``columna``: en la que va.
    """
    redaccion = redaccion.con(informe=columna.informe) if columna.informe else redaccion
    datos = sorted(variables_de(plantilla))
    redactados: dict[tuple[str, ...], str | None] = {}

    def leer(fila: FilaDeTabla) -> str | None:
        """El texto de la celda de una fila; si otra traía los mismos valores, el suyo."""
        objetos = objetos_de_fila(fila, columna.informe)
        valores = [_valor_de(objetos, dato_del_plan(dato, type(fila))) for dato in datos]
        # Por cómo se escriben: 1 y 1,0 son iguales, y no se ven igual.
        clave = tuple(map(repr, valores))
        if clave not in redactados:
            try:
                redactado = redaccion.en_fila(plantilla, objetos)
            except ErrorDeFormato as error:
                lugar = fila.lugar.ruta if fila.lugar else ""
                en_columna = f"columna «{' '.join(columna.definida.rotulo)}»: "
                fallas = [Falla(f.codigo, lugar, f"{en_columna}{f.mensaje}") for f in error.fallas]
                raise ErrorDeFormato(fallas) from error
            redactados[clave] = _texto_de_celda(redactado, columna.definida, valores)
        return redactados[clave]

    return list(map(leer, filas))


def _texto_de_celda(
    redactado: str | Decimal | int, columna: Columna, valores: Sequence[object]
) -> str | None:
    """Lo que una plantilla dio, como va en la celda; ``None`` si nada dice.

    :class:`SinDato` si nada se sabe de los ``valores`` que nombra.
    """
    cifra = None if columna.numero is None else _con_forma_de_numero(redactado, columna.numero)
    texto: str = cifra or (
        redactado
        if isinstance(redactado, str)
        else Cifra(escrito_en_celda(redactado), Decimal(redactado))
    )
    dados = [valor for valor in valores if valor not in (None, "")]
    if dados and all(isinstance(valor, SinDato) for valor in dados):
        texto = SinDato(texto)
    return texto if texto.strip() else None


def _valor_de(objetos: dict[str, Any], camino: str) -> object:
    """El valor de ``actividad.meta`` en los objetos de una fila; sin punto, si ese objeto está."""
    if "." not in camino:
        return objetos.get(camino) is not None
    objeto = _objeto_interior(objetos.get(camino.partition(".")[0]), _pasos_de(camino))
    return objeto is not None and lector_de_campo(camino)(objeto)


def objetos_de_fila(fila: FilaDeTabla, informe: Informe | None) -> dict[str, Any]:
    """Los objetos de una fila por su raíz; el seguimiento, el de su informe si va por corte.

    ``informe``: ``None`` si la columna no va por corte.
    """
    clase: type = type(fila)
    objetos = {raiz: getattr(fila, raiz) for raiz in raices_de_fila(clase)}
    if informe is not None and "seguimiento" in objetos:
        objetos["seguimiento"] = seguimiento_de(de_la_matriz(fila), informe.corte)
    if isinstance(fila, DeActividad | DeTramite):
        actividad_o_tramite = de_la_matriz(fila)
        objetos[EXTRAS] = actividad_o_tramite.extras if actividad_o_tramite else SIN_EXTRAS
    return objetos


_LISTAS_DE_TEXTOS = {
    "evidencia.texto": "seguimiento.evidencias",
    "consecuencia.texto": "riesgo.consecuencias",
}
"""Lista de que es cada texto de los que van uno por fila, por el dato que lo nombra."""


def dato_del_plan(dato: str, tipo: type[FilaDeTabla]) -> str:
    """Dato del plan que muestra una fila: ``evidencia.texto`` → ``seguimiento.evidencias``."""
    if dato.startswith(f"{EXTRAS}."):
        return f"tramite.{dato}" if issubclass(tipo, DeTramite) else f"actividad.{dato}"
    return _LISTAS_DE_TEXTOS.get(dato, dato)


@functools.lru_cache(maxsize=512)
def lector_de_campo(dato: str) -> Callable[[Any], Any]:
    """Función que lee el campo de un dato en su objeto: ``meta``, de ``actividad.meta``."""
    raiz, _, campo = dato.partition(".")
    _, es_extra, nombre = f".{dato}".partition(f".{EXTRAS}.")
    if raiz == FILA_LIBRE:
        return operator.itemgetter(campo)
    if es_extra:
        return lambda objeto: objeto.extras.get(nombre)
    return operator.attrgetter(dato.rpartition(".")[2])


@functools.lru_cache(maxsize=512)
def camino_del_objeto(dato: str) -> str:
    """Camino hasta el objeto de un dato: ``riesgo.inherente``, de ``riesgo.inherente.zona``."""
    raiz = dato.partition(".")[0]
    if raiz in {EXTRAS, FILA_LIBRE}:
        return raiz
    antes, es_extra, _ = dato.partition(f".{EXTRAS}.")
    return antes if es_extra else dato.rpartition(".")[0]


def _pasos_de(dato: str) -> list[str]:
    """Los atributos desde la raíz de un dato hasta el objeto que lo lleva: ``["inherente"]``."""
    return camino_del_objeto(dato).split(".")[1:]


def _objeto_interior(objeto: Any, pasos: Iterable[str]) -> Any:
    """El objeto que otro lleva adentro, paso a paso; ``None`` si por el camino algo falta."""
    for paso in pasos:
        objeto = objeto and getattr(objeto, paso)
    return objeto


def lector_de_objeto(dato: str, informe: Informe | None) -> Callable[[FilaDeTabla], Any]:
    """Función que da de una fila el objeto de un dato: de ``actividad.meta``, la actividad.

    ``informe``: el de la columna, si va por corte; ``None``, el seguimiento de la fila.
    """
    raiz, pasos = dato.partition(".")[0], _pasos_de(dato)
    leer = _lector_de_raiz(raiz, informe)
    return (lambda fila: _objeto_interior(leer(fila), pasos)) if pasos else leer


def _lector_de_raiz(raiz: str, informe: Informe | None) -> Callable[[FilaDeTabla], Any]:
    """La función que da, de una fila, el objeto de ese nombre, «actividad».

    Con un informe, «seguimiento» es el de su corte.
    """
    if raiz == EXTRAS:  # los que nada más se dice son de la actividad o del trámite
        return de_la_matriz
    if informe is None or raiz != "seguimiento":
        return operator.attrgetter(raiz)

    def del_informe(fila: FilaDeTabla) -> Seguimiento | None:
        return seguimiento_de(de_la_matriz(fila), informe.corte)

    return del_informe


def de_la_matriz(fila: FilaDeTabla) -> FilaDeMatriz | None:
    """La actividad o el trámite de una fila; ``None`` si es de otra cosa."""
    match fila:
        case DeActividad():
            return fila.actividad
        case DeTramite():
            return fila.tramite
        case _:
            return None
