"""Las filas de Componentes, Actividades y Trámites, cada una con su lugar en el plan."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.analisis.plano import en_plano
from paac_reportes.entrada.filas.armado import Armado
from paac_reportes.entrada.filas.columnas import CORTE, Columnas
from paac_reportes.entrada.filas.fuentes import FilaLeida
from paac_reportes.entrada.filas.valores import leer_corte
from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.intercambio.libro_del_plan import columnas as c
from paac_reportes.intercambio.libro_del_plan.ejemplo import EJEMPLO, SEGUIMIENTO_DE_EJEMPLO
from paac_reportes.intercambio.libro_del_plan.vistas.estructura import (
    SUBCOMPONENTE,
    Estructura,
    Lugar,
)
from paac_reportes.intercambio.libro_del_plan.vistas.nombres import COMPONENTE, DEPENDENCIA, NUMERO
from paac_reportes.intercambio.libro_del_plan.vistas.tablas import FilaVista, TablaLeida
from paac_reportes.textos.valores import como_texto, numero_de

_DE_LA_TABLA = (DEPENDENCIA, NUMERO, COMPONENTE, SUBCOMPONENTE)
_EVIDENCIAS = "seguimiento.evidencias"
_CODIGO = "actividad.codigo"
_NOTA_DE_CORTE = "seguimiento@"


@attrs.frozen
class FilaDelLibro(FilaLeida):
    """Una fila con la celda de cada dato."""

    lugares: Mapping[str, str] = attrs.Factory(dict)

    def lugar_de(self, columna: str) -> str:
        """La celda; si el dato no sale de una, la fila."""
        return self.lugares.get(columna, self.lugar)


def armado_de(tablas: Mapping[str, TablaLeida], avisos: list[Aviso]) -> Armado:
    """El plan por armar de sus tres hojas."""
    por_hoja = {nombre: list(tabla.filas()) for nombre, tabla in tablas.items()}
    componentes = por_hoja.get(c.COMPONENTES, [])
    actividades = _sin_ejemplo(por_hoja.get(c.ACTIVIDADES, []), avisos)
    tramites = por_hoja.get(c.TRAMITES, [])
    estructura = Estructura((componentes, actividades, tramites), avisos)
    for fila in componentes:
        estructura.conocer(fila)
    filas = [
        *_de_componentes(componentes, estructura),
        *_de_actividades(actividades, estructura),
        *_de_tramites(tramites, estructura),
    ]
    avisos += _codigos_con_decimales(actividades)
    avisos += _partes_de_uno([*actividades, *tramites])
    datos = dict.fromkeys(dato for fila in filas for dato in fila.columnas)
    armado = Armado(filas, Columnas({dato: dato for dato in datos}), None)
    armado.fallas += estructura.fallas
    return armado


def _de_componentes(filas: Iterable[FilaVista], estructura: Estructura) -> Iterator[FilaDelLibro]:
    estructura.empezar()
    for fila in filas:
        lugar = estructura.de(fila, sin_componente=True)
        es_componente = "componentes[" in lugar.ruta
        raices = ("dependencia.", "componente.") if es_componente else ("dependencia.",)
        yield _leida(fila, lugar, _propios(fila, raices))


def _de_actividades(filas: Iterable[FilaVista], estructura: Estructura) -> Iterator[FilaDelLibro]:
    estructura.empezar()
    lugares: dict[str, int] = {}
    for fila in filas:
        propios = _propios(fila, ("actividad.",))
        reportes = _reportes(fila)
        hay_fila = _dice_algo(propios) or bool(reportes) or "actividad" in fila.notas
        hay_grupo = hay_fila or "subcomponente" in fila.notas
        con_grupo = hay_grupo or fila.valor(SUBCOMPONENTE) is not None
        lugar = estructura.de(fila, con_subcomponente=con_grupo)
        if not hay_fila:
            yield _leida(fila, lugar, {})
            continue
        yield from _de_una_fila(fila, _numerado(lugar, "actividades", lugares), propios, reportes)


def _de_tramites(filas: Iterable[FilaVista], estructura: Estructura) -> Iterator[FilaDelLibro]:
    estructura.empezar()
    lugares: dict[str, int] = {}
    for fila in filas:
        propios = _propios(fila, ("tramite.",))
        reportes = _reportes(fila)
        lugar = estructura.de(fila)
        if not (_dice_algo(propios) or reportes or "tramite" in fila.notas):
            yield _leida(fila, lugar, {})
            continue
        lista = _lista_de(fila, estructura)
        yield from _de_una_fila(fila, _numerado(lugar, lista, lugares), propios, reportes)


def _lista_de(fila: FilaVista, estructura: Estructura) -> str:
    """``tramites``, salvo que la fila diga que es un intercambio."""
    dicha = fila.valor("lista")
    tramites, intercambios = map(en_plano, c.ACTIVIDADES_O_TRAMITES.valores)
    if dicha is None or en_plano(str(dicha)).startswith(tramites.removesuffix("s")):
        return "tramites"
    if not en_plano(str(dicha)).startswith(intercambios.removesuffix("s")):
        motivo = f"se esperaba Trámites o Intercambios, llegó {mostrar(dicha)}"
        estructura.fallas.append(Falla(fila.lugar_de("lista"), motivo))
    return "intercambios"


def _numerado(lugar: Lugar, lista: str, lugares: dict[str, int]) -> Lugar:
    """El de la fila que sigue en esa lista."""
    donde = f"{lugar.ruta}.{lista}"
    numero = lugares[donde] = lugares.get(donde, -1) + 1
    return Lugar(f"{donde}[{numero}]", lugar.valores)


def _de_una_fila(
    fila: FilaVista, lugar: Lugar, propios: dict[str, Any], reportes: dict[str, dict[str, Any]]
) -> Iterator[FilaDelLibro]:
    """Una por corte; la que no tiene ninguno, una."""
    # La que sólo trae seguimientos no diría si es una actividad o un trámite.
    propios = {"lista": lugar.ruta.rpartition(".")[2].partition("[")[0], **propios}
    for corte, reporte in reportes.items():
        suyos = {dato: valor for dato, (valor, _) in reporte.items()}
        lugares = {dato: donde for dato, (_, donde) in reporte.items()}
        datos = {**propios, CORTE: leer_corte(corte), **suyos}
        yield _leida(fila, lugar, datos, lugares)
    if not reportes:
        yield _leida(fila, lugar, propios)


def _leida(
    fila: FilaVista,
    lugar: Lugar,
    datos: Mapping[str, Any],
    lugares: Mapping[str, str] | None = None,
) -> FilaDelLibro:
    de_la_tabla = {d: v for d, v in lugar.valores.items() if _va_en(d, lugar.ruta)}
    todos = {"ruta": lugar.ruta, **de_la_tabla, **datos}
    celdas = {dato: fila.lugar_de(dato) for dato in todos}
    return FilaDelLibro(fila.lugar, todos, {**celdas, **(lugares or {})})


def _va_en(dato: str, ruta: str) -> bool:
    """Si una ruta pasa por quien lleva ese dato."""
    return f"{dato.partition('.')[0]}s[" in ruta


def _propios(fila: FilaVista, raices: tuple[str, ...]) -> dict[str, Any]:
    """Lo que es de la fila y no de su tabla ni de un corte."""
    return {
        dato: _como_se_lee(fila, dato)
        for dato in fila.columnas
        if dato.startswith(raices) and dato not in _DE_LA_TABLA
    }


def _como_se_lee(fila: FilaVista, dato: str) -> Any:
    """En un texto, una meta de 50 % no es 0.5 ni un día es un número; lo demás, como está."""
    valor = fila.propio(dato)
    if dato.startswith(_CON_SU_CLASE) or _DE_EXTRAS in dato:
        return valor
    if isinstance(valor, Decimal) and fila.es_porcentaje(dato):
        return fila.texto(dato)
    es_dia = isinstance(valor, date) and not dato.partition(".")[2].startswith("fecha")
    return f"{valor:%d/%m}/{valor.year:04d}" if es_dia else valor


_CON_SU_CLASE = ("seguimiento.avance", "componente.numero")
_DE_EXTRAS = ".extras."


def _dice_algo(datos: Mapping[str, Any]) -> bool:
    return any(valor is not None for valor in datos.values())


def _reportes(fila: FilaVista) -> dict[str, dict[str, Any]]:
    """Los seguimientos de una fila por su corte: cada dato con su valor y su celda."""
    notados = [n.removeprefix(_NOTA_DE_CORTE) for n in fila.notas if n.startswith(_NOTA_DE_CORTE)]
    reportes: dict[str, dict[str, Any]] = {corte: {} for corte in notados}
    for clave in fila.columnas:
        dato, arroba, corte = clave.partition("@")
        valor = _como_se_lee(fila, clave) if arroba else None
        if valor is None:
            continue
        reporte = reportes.setdefault(corte, {})
        if dato.startswith(f"{_EVIDENCIAS}#"):
            antes, donde = reporte.get(_EVIDENCIAS, ([], fila.lugar_de(clave)))
            reporte[_EVIDENCIAS] = [*antes, str(valor)], donde
        else:
            reporte[dato] = valor, fila.lugar_de(clave)
    return reportes


def _sin_ejemplo(filas: Iterable[FilaVista], avisos: list[Aviso]) -> list[FilaVista]:
    """Sin la que el libro trae para enseñar; si alguien le cambió algo, ya es un dato."""
    propias = []
    for fila in filas:
        if _es_el_ejemplo(fila):
            continue
        if fila.valor(_CODIGO) == EJEMPLO[_CODIGO] and "actividad" not in fila.notas:
            motivo = "es la fila de ejemplo con algo cambiado: se leyó como una actividad"
            avisos.append(Aviso("ejemplo_cambiado", fila.lugar, motivo))
        propias.append(fila)
    return propias


def _es_el_ejemplo(fila: FilaVista) -> bool:
    if "actividad" in fila.notas or any(fila.valor(d) != v for d, v in EJEMPLO.items()):
        return False
    reportes = _reportes(fila).values()
    return all({d: v for d, (v, _) in r.items()} == SEGUIMIENTO_DE_EJEMPLO for r in reportes)


def _codigos_con_decimales(filas: Iterable[FilaVista]) -> Iterator[Aviso]:
    """Los códigos que llegaron como número: ``1.10`` ya perdió su cero."""
    for fila in filas:
        valor = fila.valor(_CODIGO)
        if isinstance(valor, date) or (isinstance(valor, Decimal) and valor % 1):
            motivo = (
                f"el código llegó como {'fecha' if isinstance(valor, date) else 'número'}: 1.1 y"
                " 1.10 no se distinguen; escríbalo como texto"
            )
            yield Aviso("codigo_como_numero", fila.lugar_de(_CODIGO), motivo)


def _partes_de_uno(filas: Iterable[FilaVista]) -> Iterator[Aviso]:
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
                yield Aviso("avance_como_fraccion", fila.lugar_de(dato), motivo)


_AVANCE = "seguimiento.avance@"
