"""Las filas de Componentes, Actividades y Trámites, cada una con su lugar en el plan.

``Estructura`` dice de qué dependencia, componente y subcomponente es cada una, por lo que se lee en
ella; ``armado_de`` las lee todas.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from paac_reportes import clases
from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.mensajes import llego
from paac_reportes.lectura.filas.armado import ArmadorDeFilas, Camino, Dato, FilaLeida, como_datos
from paac_reportes.lectura.filas.valores import CORTE, leer_corte, leer_valor
from paac_reportes.libros.columnas import NOTAS
from paac_reportes.libros.plan import columnas as c
from paac_reportes.libros.plan.nombres import (
    COMPONENTE,
    DEPENDENCIA,
    NUMERO,
    NombresDelPlan,
    Valores,
)
from paac_reportes.libros.vistas import FilaDelLibro, TablaLeida, leer_fecha_o_texto
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import LISTAS_DE_LA_MATRIZ
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import como_texto, numero_de

SUBCOMPONENTE = "subcomponente.nombre"
_SIN_COMPONENTE = "sin_componente"


@clases.frozen
class LugarDeFila:
    """Dónde va una fila: el camino de su tabla y lo que la nombra."""

    camino: Camino
    valores: Valores

    def lleva(self, dato: str) -> bool:
        """Si el camino pasa por quien lleva ese dato."""
        objeto = dato.partition(".")[0]
        return any(LISTAS_DE_LA_MATRIZ[lista] == objeto for lista, _ in self.camino)

    def de_una_fila(self, lista: str, fila: FilaDelLibro) -> "LugarDeFila":
        """Lugar de una fila de esa lista, que nunca es otra."""
        return LugarDeFila((*self.camino, (lista, fila.lugar)), self.valores)


class Estructura:
    """El lugar de cada fila en el plan."""

    def __init__(self, hojas: Iterable[Sequence[FilaDelLibro]], avisos: list[Aviso]) -> None:
        con_dependencia, huerfanas = _con_dependencia_y_sin_ella(hojas)
        propuestas = [fila for fila in huerfanas if _es_propuesta(fila)]
        intrusas = (
            con_dependencia if len(con_dependencia) < len(huerfanas) - len(propuestas) else []
        )
        self._por_dependencias = bool(con_dependencia) and not intrusas
        self._sobran = {fila.lugar for fila in propuestas} if self._por_dependencias else set()
        self._avisos = avisos
        self.fallas: list[Falla] = [_intrusa(fila) for fila in intrusas]
        self._nombres = NombresDelPlan(avisos)
        self._anterior: Valores = {}

    def conocer(self, fila: FilaDelLibro) -> None:
        """Un componente de la hoja Componentes: las otras pueden nombrarlo a medias."""
        self._nombres.conocer(_leidos(fila))

    def sin_propuestas(self, filas: Sequence[FilaDelLibro]) -> list[FilaDelLibro]:
        """Filas de una hoja, sin las que sólo proponen un componente que nadie tomó."""
        quedan = [fila for fila in filas if fila.lugar not in self._sobran]
        if omitidas := len(filas) - len(quedan):
            cuantas = "una fila" if omitidas == 1 else f"{omitidas} filas"
            motivo = (
                f"{cuantas} sin dependencia, y sin nada más que el componente que se propone: en un"
                " plan por dependencias no son de ninguna, y no se leyeron"
            )
            self._avisos.append(Aviso("fila_omitida", filas[0].tabla.lugar, motivo))
        return quedan

    def empezar(self) -> None:
        """Otra hoja: nada hay arriba de su primera fila."""
        self._anterior = {}

    def de(
        self, fila: FilaDelLibro, *, con_subcomponente: bool = False, sin_componente: bool = False
    ) -> LugarDeFila:
        """El lugar de la tabla de una fila.

        ``sin_componente``: en la hoja Componentes, la fila que no lo nombra no lo tiene.
        """
        valores = self._completos(
            fila, con_subcomponente=con_subcomponente, sin_componente=sin_componente
        )
        self._anterior = valores
        camino = []
        if self._por_dependencias:
            camino.append(_paso("dependencias", (valores[DEPENDENCIA],), fila))
            lo_lleva = _nombra(valores) or _SIN_COMPONENTE in fila.notas
            if sin_componente and not lo_lleva:
                return LugarDeFila(camino, valores)
        camino.append(_paso("componentes", (valores[NUMERO], valores[COMPONENTE]), fila))
        if con_subcomponente:
            camino.append(_paso("subcomponentes", (valores[SUBCOMPONENTE],), fila))
        return LugarDeFila(camino, valores)

    def _completos(
        self, fila: FilaDelLibro, *, con_subcomponente: bool, sin_componente: bool
    ) -> Valores:
        """Valores completos: lo que la fila calla lo dicen la de arriba o la hoja Componentes."""
        valores = _leidos(fila)
        if _SIN_COMPONENTE in fila.notas:
            return valores
        faltan = [
            dato for dato in (DEPENDENCIA,) if self._por_dependencias and valores[dato] is None
        ]
        if not sin_componente and valores[NUMERO] is None and valores[COMPONENTE] is None:
            faltan += [NUMERO, COMPONENTE]
            if con_subcomponente and valores[SUBCOMPONENTE] is None:
                faltan.append(SUBCOMPONENTE)
        heredados = {
            dato: self._anterior[dato] for dato in faltan if self._anterior.get(dato) is not None
        }
        if heredados:
            heredado = ", ".join(f"{dato} {valor!r}" for dato, valor in heredados.items())
            motivo = f"en blanco: se tomó lo de la fila de arriba ({heredado})"
            self._avisos.append(Aviso("dato_de_arriba", fila.lugar, motivo))
        completos = self._nombres.el_de(valores | heredados, fila.lugar)
        if not sin_componente and self._nombres.hay and not _nombra(completos):
            motivo = "falta decir de qué componente es; se esperaba uno de la hoja Componentes"
            self.fallas.append(Falla("fila_sin_lugar", fila.lugar_de(COMPONENTE), motivo))
        return completos


def _paso(lista: str, nombre: tuple[Any, ...], fila: FilaDelLibro) -> tuple[str, Any]:
    """Paso al que se llama así en su lista; de dos con el mismo nombre, el anotado."""
    nota = next((n for n in fila.notas if n.startswith(f"{LISTAS_DE_LA_MATRIZ[lista]}#")), "")
    return lista, (nombre, nota)


def _nombra(valores: Valores) -> bool:
    return valores[NUMERO] is not None or valores[COMPONENTE] is not None


def _con_dependencia_y_sin_ella(
    hojas: Iterable[Sequence[FilaDelLibro]],
) -> tuple[list[FilaDelLibro], list[FilaDelLibro]]:
    """Las filas que dicen su dependencia, y las que ni la dicen ni la tienen arriba."""
    con_dependencia: list[FilaDelLibro] = []
    huerfanas: list[FilaDelLibro] = []
    for filas in hojas:
        numeros = [n for n, fila in enumerate(filas) if fila.valor(DEPENDENCIA) is not None]
        con_dependencia += [filas[n] for n in numeros]
        huerfanas += filas[: numeros[0]] if numeros else filas
    return con_dependencia, huerfanas


def _es_propuesta(fila: FilaDelLibro) -> bool:
    """Si sólo dice de qué componente o subcomponente es, como las que trae un libro nuevo."""
    datos_propios = fila.columnas.keys() - {*c.DE_GRUPO, NOTAS}
    return "actividad" not in fila.notas and all(fila.valor(dato) is None for dato in datos_propios)


def _intrusa(fila: FilaDelLibro) -> Falla:
    motivo = (
        f"dice la dependencia {mostrar(fila.texto(DEPENDENCIA))} y las demás filas del libro no"
        " dicen ninguna; déjela en blanco, borre la fila si es un total, o dígala en todas"
    )
    return Falla("datos_incoherentes", fila.lugar_de(DEPENDENCIA), motivo)


def _leidos(fila: FilaDelLibro) -> Valores:
    return {dato: leer_valor(dato, fila.valor(dato)) for dato in c.DE_GRUPO}


_CODIGO = "actividad.codigo"
_NOTA_DE_CORTE = "seguimiento@"


def armado_de(tablas: Mapping[str, TablaLeida], avisos: list[Aviso]) -> ArmadorDeFilas:
    """El plan por armar de sus tres hojas."""
    por_hoja = {nombre: list(tabla.filas()) for nombre, tabla in tablas.items()}
    componentes = por_hoja.get(c.COMPONENTES.nombre, [])
    armado = ArmadorDeFilas()
    actividades = por_hoja.get(c.ACTIVIDADES.nombre, [])
    tramites = por_hoja.get(c.TRAMITES.nombre, [])
    estructura = Estructura((componentes, actividades, tramites), avisos)
    for fila in componentes:
        estructura.conocer(fila)
    componentes, actividades = map(estructura.sin_propuestas, (componentes, actividades))
    lector = _LectorDeMatriz(estructura, armado.fallas)
    for fila_leida in (
        *lector.de_componentes(componentes),
        *lector.de_actividades(actividades),
        *lector.de_tramites(tramites),
    ):
        armado.agregar(fila_leida)
    avisos += _codigos_con_decimales(actividades)
    avisos += _avances_como_fraccion([*actividades, *tramites])
    armado.fallas += estructura.fallas
    return armado


class _LectorDeMatriz:
    """Las filas de cada hoja, con lo que dice cada una."""

    def __init__(self, estructura: Estructura, fallas: list[Falla]) -> None:
        self._estructura = estructura
        self._fallas = fallas

    def de_componentes(self, filas: Iterable[FilaDelLibro]) -> Iterator[FilaLeida]:
        """Filas de Componentes."""
        self._estructura.empezar()
        for fila in filas:
            lugar = self._estructura.de(fila, sin_componente=True)
            yield self._fila_leida(fila, lugar, _propios(fila, ("dependencia.", "componente.")))

    def de_actividades(self, filas: Iterable[FilaDelLibro]) -> Iterator[FilaLeida]:
        """Filas de Actividades."""
        self._estructura.empezar()
        for fila in filas:
            de_la_fila, del_grupo = (_propios(fila, (r,)) for r in ("actividad.", "subcomponente."))
            reportes = _reportes(fila)
            hay_fila = _dice_algo(de_la_fila) or bool(reportes) or "actividad" in fila.notas
            hay_grupo = hay_fila or "subcomponente" in fila.notas or _dice_algo(del_grupo)
            con_grupo = hay_grupo or fila.valor(SUBCOMPONENTE) is not None
            lugar = self._estructura.de(fila, con_subcomponente=con_grupo)
            if hay_fila:
                lugar = lugar.de_una_fila("actividades", fila)
            yield self._fila_leida(fila, lugar, {**del_grupo, **de_la_fila}, reportes)

    def de_tramites(self, filas: Iterable[FilaDelLibro]) -> Iterator[FilaLeida]:
        """Filas de Trámites."""
        self._estructura.empezar()
        for fila in filas:
            de_la_fila = _propios(fila, ("tramite.",))
            reportes = _reportes(fila)
            lugar = self._estructura.de(fila)
            if _dice_algo(de_la_fila) or reportes or "tramite" in fila.notas:
                lugar = lugar.de_una_fila(_lista_de(fila, self._estructura), fila)
            yield self._fila_leida(fila, lugar, de_la_fila, reportes)

    def _fila_leida(
        self,
        fila: FilaDelLibro,
        lugar: LugarDeFila,
        de_la_fila: Mapping[str, Any],
        reportes: Mapping[str, Sequence[Dato]] = MappingProxyType({}),
    ) -> FilaLeida:
        valores = {
            dato: v for dato, v in {**lugar.valores, **de_la_fila}.items() if lugar.lleva(dato)
        }
        celdas = [Dato(dato, valor, fila.lugar_de(dato)) for dato, valor in valores.items()]
        return FilaLeida(
            fila.lugar,
            lugar.camino,
            list(como_datos(celdas, self._fallas)),
            [
                [Dato(CORTE, leer_corte(corte), fila.lugar), *como_datos(reporte, self._fallas)]
                for corte, reporte in reportes.items()
            ],
        )


def _lista_de(fila: FilaDelLibro, estructura: Estructura) -> str:
    """``tramites``, salvo que la fila diga que es un intercambio."""
    lista_escrita = fila.valor("lista")
    tramites, intercambios = map(en_plano, c.ACTIVIDADES_O_TRAMITES.valores)
    if lista_escrita is None or en_plano(str(lista_escrita)).startswith(tramites.removesuffix("s")):
        return "tramites"
    if not en_plano(str(lista_escrita)).startswith(intercambios.removesuffix("s")):
        motivo = f"se esperaba Trámites o Intercambios, llegó {mostrar(lista_escrita)}"
        estructura.fallas.append(Falla("opcion_desconocida", fila.lugar_de("lista"), motivo))
    return "intercambios"


def _propios(fila: FilaDelLibro, raices: tuple[str, ...]) -> dict[str, Any]:
    """Datos de la fila, y no de su tabla ni de un corte."""
    return {
        dato: _como_se_lee(fila, dato)
        for dato in fila.columnas
        if dato.startswith(raices) and dato not in c.DE_GRUPO
    }


def _como_se_lee(fila: FilaDelLibro, dato: str) -> Any:
    """En un texto, una meta de 50 % no es 0.5, ni $ 1.200 es 1200, ni un día es un número."""
    valor = fila.propio(dato)
    if CATALOGO.tipo(dato.partition("@")[0]) in _CON_SU_CLASE or _DE_EXTRAS in dato:
        return valor
    if valor is not None and fila.lleva_signo(dato):
        return fila.texto(dato)
    es_dia = isinstance(valor, date) and not dato.partition(".")[2].startswith("fecha")
    return leer_fecha_o_texto(valor) if es_dia else valor


_CON_SU_CLASE = (int, Decimal, date)
_DE_EXTRAS = ".extras."


def _dice_algo(datos: Mapping[str, Any]) -> bool:
    return any(valor is not None for valor in datos.values())


def _reportes(fila: FilaDelLibro) -> dict[str, list[Dato]]:
    """Los seguimientos de una fila, por su corte."""
    notados = [n.removeprefix(_NOTA_DE_CORTE) for n in fila.notas if n.startswith(_NOTA_DE_CORTE)]
    reportes: dict[str, list[Dato]] = {corte: [] for corte in notados}
    for clave in fila.columnas:
        nombre, arroba, corte = clave.partition("@")
        valor = _como_se_lee(fila, clave) if arroba else None
        if valor is None:
            continue
        reportes.setdefault(corte, []).append(Dato(nombre, valor, fila.lugar_de(clave)))
    return reportes


def _codigos_con_decimales(filas: Iterable[FilaDelLibro]) -> Iterator[Aviso]:
    """Los códigos que llegaron como número: ``1.10`` ya perdió su cero."""
    for fila in filas:
        valor = fila.valor(_CODIGO)
        if isinstance(valor, date) or (isinstance(valor, Decimal) and valor % 1):
            motivo = (
                f"el código llegó como {'fecha' if isinstance(valor, date) else 'número'}: 1.1 y"
                " 1.10 no se distinguen; escríbalo como texto"
            )
            ruta = fila.lugar_de(_CODIGO)
            yield Aviso("codigo_como_numero", ruta, motivo, datos=llego(valor))


def _avances_como_fraccion(filas: Iterable[FilaDelLibro]) -> Iterator[Aviso]:
    """Los avances de menos del 1 % escritos sin su signo: 0,75 pudo ser 75."""
    for fila in filas:
        for dato in fila.columnas:
            if not dato.startswith(_AVANCE) or fila.es_porcentaje(dato):
                continue
            numero = numero_de(fila.propio(dato))
            if numero is not None and 0 < numero < 1:
                motivo = (
                    f"se leyó como {como_texto(numero)} %; si es una parte de uno, escriba"
                    f" {como_texto((numero * 100).normalize() + 0)}"
                )
                ruta = fila.lugar_de(dato)
                yield Aviso("avance_como_fraccion", ruta, motivo, datos=llego(numero))


_AVANCE = "seguimiento.avance@"
