"""Los datos que dicen las celdas de una fila.

``LectorDeFilas`` lee cada celda como su columna dice que se escribió. Donde una columna compuesta
junta varios datos, ``separar`` los separa si es seguro; si no, queda la duda, que se dice. Y
``valor_de`` vuelve cada texto el valor que su dato espera.
"""

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.lectura.filas.valores import en_clave, leer_corte
from paac_reportes.lectura.propios.escondido import DatosDeCelda, DatosPresentes, en_corte
from paac_reportes.lectura.propios.esperado import lectura_probable
from paac_reportes.lectura.propios.piezas import FilaVista, Pieza, con_columna, numero_de
from paac_reportes.modelo import Estado
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.textos.inversa import molde_de
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import (
    VERIFICACIONES,
    fecha_corta,
    leer_fecha_escrita,
    numero_escrito,
)

AVANCE = "seguimiento.avance"
ESTADO = "seguimiento.estado"
VERIFICACION = "seguimiento.verificacion"

_CODIGO = re.compile(r"(?:[^\W\d_]{1,4}[-.])?(?:[^\W\d_]{1,4}[-. ]?)?[0-9][0-9.\-]*")
"""``26483``, ``1.10``, ``R1`` o ``GC-R1``."""
_SIN_CALCULADOS: Mapping[str, re.Pattern[str]] = {}


class DatoLeido(NamedTuple):
    """Un dato leído de una celda."""

    nombre: str
    valor: Any
    lugar: str
    corte: date | None = None
    """El de su columna, si va por corte."""


class Dudas:
    """Lo que no es seguro, una vez por causa y con todos sus lugares."""

    def __init__(self) -> None:
        self._lugares: dict[str, list[str]] = {}

    def anotar(self, causa: str, lugar: str) -> None:
        """Un lugar más donde pasa."""
        self._lugares.setdefault(causa, []).append(lugar)

    def avisos(self) -> Iterator[Aviso]:
        """Uno por causa, en el primero de sus lugares."""
        for causa, lugares in self._lugares.items():
            de_mas = len(lugares) - 1
            plural = "es" if de_mas > 1 else ""
            resto = f"; y en {de_mas} lugar{plural} más" if de_mas else ""
            yield Aviso("lectura_dudosa", lugares[0], f"{causa}{resto}")


class LectorDeFilas:
    """Lee cada celda como la columna dice que se escribió."""

    def __init__(
        self,
        avisos: list[Aviso],
        dudas: Dudas,
        presentes: DatosPresentes,
        en_el_catalogo: Callable[[str], str] = str,
        calculados: Mapping[str, re.Pattern[str]] = _SIN_CALCULADOS,
    ) -> None:
        self._avisos = avisos
        self._dudas = dudas
        self._presentes = presentes
        self._en_el_catalogo = en_el_catalogo
        """El nombre de un dato que la columna dice con otro."""
        self._calculados = calculados
        """Cómo es el renglón de lo que el formato calcula, y no es palabra de nadie."""

    def datos_de(self, fila: FilaVista, *, tramite: bool = False) -> Iterator[DatoLeido]:
        """Los datos que dicen las celdas de una fila, sin los que están en blanco."""
        objeto_de_la_fila = "tramite" if tramite else "actividad"
        for pieza, columna in con_columna(fila):
            if not pieza.texto or (pieza.viene and columna.une == "blancos"):
                continue
            lugar = fila.lugar_de(pieza)
            for dato, valor in self.de_pieza(pieza, columna, fila):
                completo = f"{objeto_de_la_fila}.{dato}" if dato.startswith("extras.") else dato
                yield DatoLeido(completo, valor, lugar, pieza.columna.corte)

    def de_pieza(
        self, pieza: Pieza, columna: Columna, fila: FilaVista
    ) -> Iterable[tuple[str, Any]]:
        """Lo que dice una celda, por el nombre que su columna da a cada dato."""
        if columna.texto is not None:
            lectura = lectura_probable(molde_de(columna.texto), pieza.texto)
            return lectura[0].items() if lectura else ()
        if columna.marca is not None:
            return _marcado(pieza.texto, columna, columna.marca)
        valores: list[tuple[str, Any]] = []
        for dato, texto in self._separados(pieza, columna, fila):
            try:
                nombre = self._en_el_catalogo(dato)
                pares = _valores(nombre, texto, pieza, columna)
                valores += [(dato + campo.removeprefix(nombre), valor) for campo, valor in pares]
            except CeldaIlegibleError as error:
                motivo = f"{dato}: {error}, llegó {mostrar(texto)}"
                self._avisos.append(Aviso("lectura_dudosa", fila.lugar_de(pieza), motivo))
        return valores

    def _separados(
        self, pieza: Pieza, columna: Columna, fila: FilaVista
    ) -> Iterable[tuple[str, str]]:
        if len(columna.dato) == 1:
            return ((columna.dato[0], pieza.texto),)
        junta = en_corte(columna.dato, pieza.columna.corte)
        cuenta = self._presentes.de(fila.cuenta).get(junta)
        separado = separar(pieza.texto, columna, _presentes(fila), cuenta)
        if not separado.seguro and columna.dato[-1] in self._calculados:
            resto = _sin_el_renglon(pieza.texto, self._calculados[columna.dato[-1]])
            demas = attrs.evolve(columna, dato=columna.dato[:-1])
            separado = separar(resto, demas, _presentes(fila))
        if not separado.seguro:
            nombres = " y ".join(columna.dato)
            motivo = f"no se sabe dónde termina cada uno de {nombres}"
            self._dudas.anotar(motivo, fila.lugar_de(pieza))
        return separado.datos.items()


def _sin_el_renglon(texto: str, como_es: re.Pattern[str]) -> str:
    """El texto sin el último de sus renglones que es así."""
    renglones = texto.split("\n")
    lugar_del_renglon = next(
        (n for n in reversed(range(len(renglones))) if como_es.fullmatch(renglones[n])), None
    )
    return "\n".join(renglon for n, renglon in enumerate(renglones) if n != lugar_del_renglon)


def _presentes(fila: FilaVista) -> list[str]:
    """Los datos de la fila que tienen su propia columna."""
    return [
        columna.dato[0]
        for pieza, columna in con_columna(fila)
        if len(columna.dato) == 1 and pieza.texto
    ]


def _valores(dato: str, texto: str, pieza: Pieza, columna: Columna) -> Iterable[tuple[str, Any]]:
    """Los valores de un texto: uno, o los dos de una verificación."""
    if dato != VERIFICACION:
        valor = valor_de(dato, texto, pieza, columna)
        return () if valor is None else ((dato, valor),)
    verificacion = verificacion_de(texto)
    if verificacion is None:
        raise CeldaIlegibleError("se esperaba Verificada, Verificada en parte o No verificada")
    return [(f"{VERIFICACION}.{campo}", v) for campo, v in verificacion.items() if v is not None]


def _marcado(texto: str, columna: Columna, marca: str) -> Iterator[tuple[str, Any]]:
    """El valor que lleva la marca, si sólo la lleva uno."""
    if texto.strip() == marca.strip() and len(columna.cuando) == 1:
        dato = columna.dato[0]
        yield f"{dato}.resultado" if dato == VERIFICACION else dato, columna.cuando[0]


@clases.frozen
class Separado:
    """Lo que una celda dice de cada dato, y si eso es seguro."""

    datos: dict[str, str]
    seguro: bool = True


def separar(
    texto: str,
    columna: Columna,
    presentes: Sequence[str] = (),
    cuenta: DatosDeCelda | None = None,
) -> Separado:
    """Los datos que una celda junta; los que están en blanco no dejan separador.

    ``presentes`` son los datos de la fila que otras columnas ya dijeron; ``cuenta``, los que la
    marca de la fila dice que había en la celda.
    """
    if not texto:
        return Separado({})
    datos = columna.dato
    if len(datos) == 1:
        return Separado({datos[0]: texto})
    if cuenta is not None and cuenta.datos:
        return _por_los_pedazos(texto, columna, cuenta)
    return _sin_cuenta(texto, columna, presentes)


def _sin_cuenta(texto: str, columna: Columna, presentes: Sequence[str]) -> Separado:
    """Los datos de una celda en una fila cuya marca no dice cuáles había."""
    datos = columna.dato
    if datos[-1] == VERIFICACION:
        return _con_verificacion(texto, columna)
    partes = texto.split(columna.entre)
    # Si los renglones alcanzan para todos, el código podría ser uno de sólo letras: no se sabe.
    alcanzan = columna.entre == "\n" and len(partes) >= len(datos)
    if CATALOGO.es_codigo(datos[0]) and (not alcanzan or _CODIGO.fullmatch(partes[0])):
        return _con_codigo(texto, columna)
    if len(partes) == len(datos) and all(parte.strip() for parte in partes):
        # Un salto de línea puede ser de uno de los textos.
        return Separado(dict(zip(datos, partes, strict=True)), seguro=columna.entre != "\n")
    return _sin_repartir(partes, texto, columna, presentes)


def _por_los_pedazos(texto: str, columna: Columna, cuenta: DatosDeCelda) -> Separado:
    """Los datos que la celda llevaba, si trae aún sus pedazos; si no, sólo los seguros."""
    partes = texto.split(columna.entre)
    if len(cuenta.datos) == 1:
        # Otro renglón bajo el único que había puede ser otro dato; otra palabra, no.
        cabe = cuenta.pedazos is None or len(partes) <= cuenta.pedazos[0] or columna.entre == " "
        return Separado({cuenta.datos[0]: texto}, seguro=cabe)
    if cuenta.pedazos is not None and len(partes) == sum(cuenta.pedazos):
        por_partes = iter(partes)
        pedazos = [itertools.islice(por_partes, cuantos) for cuantos in cuenta.pedazos]
        textos = map(columna.entre.join, pedazos)
        return Separado(dict(zip(cuenta.datos, textos, strict=True)))
    return _con_pedazos_cambiados(texto, columna, cuenta)


def _con_pedazos_cambiados(texto: str, columna: Columna, cuenta: DatosDeCelda) -> Separado:
    """Los datos que llevaba una celda a la que alguien quitó o agregó pedazos."""
    primero, corte, resto = texto.partition(columna.entre)
    if CATALOGO.es_codigo(cuenta.datos[0]) and corte and _CODIGO.fullmatch(primero):
        demas = attrs.evolve(columna, dato=cuenta.datos[1:])
        pedazos = cuenta.pedazos and cuenta.pedazos[1:]
        separado = separar(resto, demas, cuenta=DatosDeCelda(cuenta.datos[1:], pedazos))
        return Separado({cuenta.datos[0]: primero} | separado.datos, seguro=separado.seguro)
    if cuenta.datos[-1] == VERIFICACION:
        separado = _con_verificacion(texto, attrs.evolve(columna, dato=cuenta.datos))
        seguro = separado.seguro and len(separado.datos) == len(cuenta.datos)
        return Separado(separado.datos, seguro=seguro)
    return Separado({_primero_posible(texto, cuenta.datos): texto}, seguro=False)


def _con_verificacion(texto: str, columna: Columna) -> Separado:
    """Lo que empieza por «Verificada» o «No verificada» es la verificación, con su nota."""
    renglones = texto.split("\n")
    posibles = [n for n, renglon in enumerate(renglones) if verificacion_de(renglon)]
    hasta = posibles[0] if posibles else len(renglones)
    antes, verificacion = "\n".join(renglones[:hasta]), "\n".join(renglones[hasta:])
    resto = attrs.evolve(columna, dato=columna.dato[:-1])
    separado = separar(antes, resto) if antes else Separado({})
    seguro = separado.seguro and len(posibles) <= 1
    de_la_verificacion = {VERIFICACION: verificacion} if verificacion else {}
    return Separado(separado.datos | de_la_verificacion, seguro=seguro)


def _con_codigo(texto: str, columna: Columna) -> Separado:
    """Un código al comienzo, con cifras, y lo demás."""
    primero, corte, resto = texto.partition(columna.entre)
    demas = attrs.evolve(columna, dato=columna.dato[1:])
    if not _CODIGO.fullmatch(primero):
        return separar(texto, demas)
    if not corte:
        return Separado({columna.dato[0]: primero}, seguro=False)
    separado = separar(resto, demas)
    return Separado({columna.dato[0]: primero} | separado.datos, seguro=separado.seguro)


def _sin_repartir(
    partes: Sequence[str], texto: str, columna: Columna, presentes: Sequence[str]
) -> Separado:
    """Los datos donde hay más o menos partes que ellos: no se sabe cuál es cuál.

    Va todo en el primero posible, salvo que sean fechas.
    """
    datos = columna.dato
    de_fecha = [dato for dato in datos if "fecha" in dato]
    if len(de_fecha) == len(datos) or (de_fecha and all(map(leer_fecha_escrita, partes))):
        return _fechas(partes, texto, de_fecha, presentes)
    return Separado({_primero_posible(texto, datos): texto}, seguro=False)


def _primero_posible(texto: str, datos: Sequence[str]) -> str:
    """El primer dato que puede decir ese texto.

    De las opciones de una lista, esa lista; un dato que es un código no dice una frase.
    """
    de_lista = (d for d in datos if en_clave(texto) in CATALOGO.opciones(d))
    if (dato_de_lista := next(de_lista, None)) is not None:
        return dato_de_lista
    posibles = (d for d in datos if not CATALOGO.es_codigo(d) or _CODIGO.fullmatch(texto))
    return next(posibles, datos[0])


def _fechas(
    partes: Sequence[str], texto: str, datos: Sequence[str], presentes: Sequence[str]
) -> Separado:
    """Una sola puede ser cualquiera: con su comienzo en otra celda, se supone la del final."""
    raiz = datos[0].partition(".")[0]
    programada, inicio, fin = (f"{raiz}.fecha_{cual}" for cual in ("programada", "inicio", "fin"))
    if len(partes) == 1:
        unica = fin if inicio in presentes and fin in datos else programada
        return Separado({unica if unica in datos else datos[0]: texto}, seguro=False)
    if len(partes) == 2 and {inicio, fin} <= set(datos):  # noqa: PLR2004 - de cuándo a cuándo
        return Separado({inicio: partes[0], fin: partes[1]})
    return Separado({datos[0]: texto}, seguro=False)


class CeldaIlegibleError(ValueError):
    """La celda no dice lo que su dato pide."""


_PORCENTAJE = re.compile(r"\s*+(-?[0-9]++(?:[.,][0-9]++)?)\s*+%?\s*+(?:\([a-záéíóúñ ]++\)\s*+)?")
"""Con el nombre de su zona, si el formato lo escribe: ``33,3 (baja)``."""


def valor_de(dato: str, texto: str, pieza: Pieza, columna: Columna) -> Any:
    """El valor de un dato; ``None`` si la celda está en blanco.

    Lanza ``CeldaIlegibleError`` con lo que se esperaba.
    """
    if not texto:
        return None
    if ".extras." in f".{dato}":
        return _extra(texto, pieza, columna)
    return _lector_de(dato)(texto, pieza)


@functools.lru_cache(maxsize=256)
def _lector_de(dato: str) -> Callable[[str, Pieza], Any]:
    if (lector := _LECTORES.get(dato)) is not None:
        return lector
    if CATALOGO[dato].unidad == "porcentaje":
        return _porcentaje
    if CATALOGO.tipo(dato) is str and (opciones := CATALOGO.opciones(dato)):
        return functools.partial(_opcion, opciones)
    return _POR_TIPO.get(CATALOGO.tipo(dato), _texto_o_fecha)


def _opcion(opciones: Sequence[str], texto: str, _pieza: Pieza) -> str:
    """La opción que un texto dice, escrita como en los datos o como se imprime."""
    clave = en_clave(texto)
    if clave not in opciones:
        raise CeldaIlegibleError(f"se esperaba {', '.join(opciones)}")
    return clave


def verificacion_de(texto: str) -> dict[str, Any] | None:
    """El resultado y la nota; ``None`` si no empieza por un resultado."""
    primero, _, nota = texto.partition("\n")
    plano = en_plano(primero)
    for resultado, rotulo in VERIFICACIONES.items():
        if en_plano(rotulo) == plano:
            return {"resultado": resultado.value, "nota": nota or None}
    return None


def _texto_o_fecha(texto: str, pieza: Pieza) -> str:
    dia = pieza.celda.dia if pieza.celda else None
    if dia is not None:
        return fecha_corta(dia)
    return texto


def _avance(texto: str, pieza: Pieza) -> Decimal | None:
    """De 0 a 100, venga como ``54,83 %``, como 54.83 o como 0.5 con formato de porcentaje."""
    if not texto.strip():
        return None
    coincidencia = _PORCENTAJE.fullmatch(texto)
    impreso = Decimal(coincidencia[1].replace(",", ".")) if coincidencia else None
    guardado = numero_de(pieza)
    if guardado is None:
        if impreso is None:
            raise CeldaIlegibleError("se esperaba un porcentaje de 0 a 100")
        return impreso
    en_cien = guardado * 100
    if impreso is not None and "%" in texto and abs(en_cien - impreso) < abs(guardado - impreso):
        return (guardado * 100).normalize() + 0
    return guardado


def _porcentaje(texto: str, pieza: Pieza) -> Decimal | None:
    """Como un avance, sin los ceros que sobren: 60 y no 60,0."""
    porcentaje = _avance(texto, pieza)
    entero = porcentaje.to_integral_value() if porcentaje is not None else None
    return entero if entero == porcentaje else porcentaje


def _estado(texto: str, _pieza: Pieza) -> str:
    clave = en_clave(texto)
    if clave not in set(Estado):
        raise CeldaIlegibleError(f"se esperaba {', '.join(Estado)}")
    return clave


def _entero(texto: str, pieza: Pieza) -> int:
    numero = _numero(texto, pieza)
    if numero != numero.to_integral_value():
        raise CeldaIlegibleError("se esperaba un número entero")
    return int(numero)


def _extra(texto: str, pieza: Pieza, columna: Columna) -> Any:
    """Un extra guarda lo que su columna: un número, una fecha o un texto."""
    valor = pieza.celda.valor if pieza.celda else None
    if valor is not None:
        return valor
    if columna.guarda != "numero":
        return texto
    numero = numero_escrito(texto.replace("%", ""))
    return texto if numero is None else numero


def _renglones(texto: str, _pieza: Pieza) -> list[str] | None:
    return [renglon for renglon in texto.split("\n") if renglon.strip()] or None


def _numero(texto: str, pieza: Pieza) -> Decimal:
    guardado = numero_de(pieza)
    numero = numero_escrito(texto) if guardado is None else guardado
    if numero is None:
        raise CeldaIlegibleError("se esperaba un número")
    return numero


def _fecha(texto: str, pieza: Pieza) -> date:
    valor = pieza.celda.valor if pieza.celda else None
    dia = leer_corte(valor if isinstance(valor, date) else texto)
    if not isinstance(dia, date):
        raise CeldaIlegibleError("se esperaba una fecha")
    return dia


_LECTORES: dict[str, Callable[[str, Pieza], Any]] = {
    AVANCE: _avance,
    ESTADO: _estado,
    # El año y el corte que un documento dice los entiende quien arma el plan.
    "vigencia": _texto_o_fecha,
    "seguimiento.corte": _texto_o_fecha,
}
_POR_TIPO: dict[type, Callable[[str, Pieza], Any]] = {
    int: _entero,
    Decimal: _numero,
    date: _fecha,
    tuple: _renglones,
}
"""Los de los demás que no son un texto corriente."""
