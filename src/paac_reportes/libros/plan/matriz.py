"""Las filas de Componentes, Actividades y Trámites, cada una con su lugar en el plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.analisis.plano import en_plano
from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.filas.armado import Armado
from paac_reportes.lectura.filas.columnas import CORTE, Columnas, FilaLeida, leer, leer_corte
from paac_reportes.libros.plan import columnas as c
from paac_reportes.libros.plan.hojas import EJEMPLO, SEGUIMIENTO_DE_EJEMPLO
from paac_reportes.libros.plan.vistas import (
    COMPONENTE,
    DEPENDENCIA,
    NUMERO,
    FilaVista,
    Nombres,
    TablaLeida,
    Valores,
)
from paac_reportes.textos.valores import como_texto, numero_de

# ------------------------------------------------------------------ estructura
# De qué dependencia, componente y subcomponente es cada fila, por lo que se lee en ella.

SUBCOMPONENTE = "subcomponente.nombre"
_SIN_COMPONENTE = "sin_componente"


@attrs.frozen
class Lugar:
    """Dónde va una fila: la ruta de su tabla y lo que la nombra."""

    ruta: str
    valores: Valores


class Estructura:
    """Los lugares del plan en el orden en que aparecen, cada uno con su número."""

    def __init__(self, hojas: Iterable[Sequence[FilaVista]], avisos: list[Aviso]) -> None:
        dichas, huerfanas = _con_dependencia_y_sin_ella(hojas)
        intrusas = dichas if len(dichas) < len(huerfanas) else []
        self._por_dependencias = bool(dichas) and not intrusas
        self._avisos = avisos
        self.fallas: list[Falla] = [_intrusa(fila) for fila in intrusas]
        self._numeros: dict[tuple[Any, ...], int] = {}
        self._cuantos: dict[str, int] = {}
        self._nombres = Nombres(avisos)
        self._anterior: Valores = {}

    def conocer(self, fila: FilaVista) -> None:
        """Un componente de la hoja Componentes: las otras pueden nombrarlo a medias."""
        self._nombres.conocer(_leidos(fila))

    def empezar(self) -> None:
        """Otra hoja: nada hay arriba de su primera fila."""
        self._anterior = {}

    def de(
        self, fila: FilaVista, *, con_subcomponente: bool = False, sin_componente: bool = False
    ) -> Lugar:
        """El lugar de la tabla de una fila; su ruta se numera la primera vez.

        ``sin_componente``: en la hoja Componentes, la fila que no lo nombra no lo tiene.
        """
        valores = self._completos(fila, con_subcomponente, sin_componente)
        self._anterior = valores
        ruta = ""
        if self._por_dependencias:
            ruta = self._paso("", "dependencias", (valores[DEPENDENCIA],), "dependencia", fila)
            if sin_componente and not self._lleva_componente(valores, fila):
                return Lugar(ruta, valores)
        suyo = valores[NUMERO], valores[COMPONENTE]
        ruta = self._paso(ruta, "componentes", suyo, "componente", fila)
        if con_subcomponente:
            suyo_sub = (valores[SUBCOMPONENTE],)
            ruta = self._paso(ruta, "subcomponentes", suyo_sub, "subcomponente", fila)
        return Lugar(ruta, valores)

    @staticmethod
    def _lleva_componente(valores: Valores, fila: FilaVista) -> bool:
        return _nombra(valores) or _SIN_COMPONENTE in fila.notas

    def _paso(self, ruta: str, lista: str, suyo: tuple[Any, ...], que: str, fila: FilaVista) -> str:
        """``ruta.lista[n]``: el número del que se llama así, o el siguiente."""
        nota = next((n for n in fila.notas if n.startswith(f"{que}#")), "")
        donde = f"{ruta}.{lista}".lstrip(".")
        clave = donde, suyo, nota
        if clave not in self._numeros:
            self._numeros[clave] = self._cuantos.get(donde, 0)
            self._cuantos[donde] = self._numeros[clave] + 1
        return f"{donde}[{self._numeros[clave]}]"

    def _completos(
        self,
        fila: FilaVista,
        con_subcomponente: bool,  # noqa: FBT001
        sin_componente: bool,  # noqa: FBT001
    ) -> Valores:
        """Lo que la fila calla lo dicen la de arriba o la hoja Componentes."""
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
            dichos = ", ".join(f"{dato} {valor!r}" for dato, valor in heredados.items())
            motivo = f"en blanco: se tomó lo de la fila de arriba ({dichos})"
            self._avisos.append(Aviso("dato_de_arriba", fila.lugar, motivo))
        completos = self._nombres.el_de(valores | heredados, fila.lugar)
        if not sin_componente and self._nombres.hay and not _nombra(completos):
            motivo = "falta decir de qué componente es; se esperaba uno de la hoja Componentes"
            self.fallas.append(Falla(fila.lugar_de(COMPONENTE), motivo))
        return completos


def _nombra(valores: Valores) -> bool:
    return valores[NUMERO] is not None or valores[COMPONENTE] is not None


def _con_dependencia_y_sin_ella(
    hojas: Iterable[Sequence[FilaVista]],
) -> tuple[list[FilaVista], list[FilaVista]]:
    """Las filas que dicen su dependencia, y las que ni la dicen ni la tienen arriba."""
    dichas: list[FilaVista] = []
    huerfanas: list[FilaVista] = []
    for filas in hojas:
        suyas = [n for n, fila in enumerate(filas) if fila.valor(DEPENDENCIA) is not None]
        dichas += [filas[n] for n in suyas]
        huerfanas += filas[: suyas[0]] if suyas else filas
    return dichas, huerfanas


def _intrusa(fila: FilaVista) -> Falla:
    motivo = (
        f"dice la dependencia {mostrar(fila.texto(DEPENDENCIA))} y las demás filas del libro no"
        " dicen ninguna; déjela en blanco, borre la fila si es un total, o dígala en todas"
    )
    return Falla(fila.lugar_de(DEPENDENCIA), motivo)


def _leidos(fila: FilaVista) -> Valores:
    datos = (DEPENDENCIA, NUMERO, COMPONENTE, SUBCOMPONENTE)
    return {dato: leer(dato, fila.valor(dato)) for dato in datos}


# ------------------------------------------------------------------ matriz

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
