"""Todo el camino: de un documento a su plan o su mapa, y lo que de él no se entendió."""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, cast

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.mensajes import falla_de_argumento
from paac_reportes.lectura.filas.valores import (
    datos_desconocidos,
    frase_de_decimales,
    parece_de_miles,
)
from paac_reportes.lectura.hoja_de_datos import es_hoja_de_datos
from paac_reportes.lectura.leido import ColumnaLeida, DocumentoLeido, PedidoDeLectura
from paac_reportes.lectura.matriz.armado import armado
from paac_reportes.lectura.matriz.celdas import escritas
from paac_reportes.lectura.matriz.columnas import DE_SU_GRUPO, reconocer
from paac_reportes.lectura.matriz.copias import sin_repetir
from paac_reportes.lectura.matriz.cortes import corte_dicho
from paac_reportes.lectura.matriz.declaraciones import PLAN, Declaracion, mapa
from paac_reportes.lectura.matriz.generales import Generales
from paac_reportes.lectura.matriz.idem import con_lo_de_encima
from paac_reportes.lectura.matriz.palabras import IndiceDeRotulos, palabras, rotulo_de
from paac_reportes.lectura.matriz.pedidas import Pedidas, pedidas_de
from paac_reportes.lectura.matriz.recorrido import Recorrido
from paac_reportes.lectura.matriz.registros import Registro, extra_de
from paac_reportes.lectura.matriz.tablas import Columna, Tramo, tramos_de
from paac_reportes.modelo import Metodologia, Plan
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import forma_de_filas
from paac_reportes.modelo.temas import Contenido, tema
from paac_reportes.opc.visto import DocumentoVisto, LugarDelArchivo, ParteVista, TablaVista
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import numero_escrito

_EJEMPLOS = 3
_OPCIONES = 0.25
"""Parte de sus filas que una tabla de riesgos prueba al menos; menos es una lista de opciones."""


def leer_matriz(
    documento: DocumentoVisto, pedido: PedidoDeLectura, clave: str
) -> DocumentoLeido[Any]:
    """Plan o mapa de un documento de otro; ``ErrorDeEntrada`` si no trae ninguno."""
    declaracion = mapa() if clave == "mapa" else PLAN
    documento = con_lo_de_encima(documento)
    pedidas = pedidas_de(pedido.columnas, _desconocidos(declaracion))
    avisos = list(documento.avisos)
    generales = Generales.de(documento, pedido, avisos)
    tablas = _Tablas(documento, declaracion, pedidas, generales.vigencia)
    if not tablas.por_tabla:
        raise ErrorDeEntrada(tablas.por_que_ninguna())
    fallas = [*generales.fallas, *pedidas.fallas(tablas.rotulos())]
    if fallas:
        raise ErrorDeEntrada(fallas)
    recorrido = Recorrido(declaracion, tablas.por_tabla, generales.corte)
    for parte in documento.partes:
        if not parte.oculta:
            recorrido.parte(parte)
    registros, sin_prueba = _con_prueba(recorrido.registros, declaracion)
    if not registros:
        raise ErrorDeEntrada(_sin_filas(tablas, recorrido, sin_prueba, declaracion))
    avisos += tablas.avisos()
    avisos += [
        Aviso("tabla_omitida", tramo.tabla.lugar, motivo) for tramo, motivo in sin_prueba.items()
    ]
    leidos = sin_repetir(registros, declaracion, recorrido.avisos)
    contenido, lugares = armado(leidos, declaracion, generales.datos(), recorrido.avisos)
    contenido = _con_blancos_propios(contenido, registros, avisos)
    tramos = [t for ts in tablas.por_tabla.values() for t in ts if t not in sin_prueba]
    de_las_filas = [
        a for tramo, suyos in recorrido.de_tramo.items() if tramo not in sin_prueba for a in suyos
    ]
    avisos += [
        *_de_las_columnas(tramos),
        *recorrido.avisos,
        *de_las_filas,
        *recorrido.avisos_del_documento(),
    ]
    cortes = contenido.cortes()
    return DocumentoLeido(
        contenido=contenido,
        avisos=tuple(reunidos(avisos)),
        corte=generales.corte or (cortes[-1] if cortes else None),
        columnas=tuple(_columnas_leidas(tramos)),
        lugares=lugares,
        filas_sin_leer=recorrido.sin_leer,
        usadas=frozenset(recorrido.usadas).union(*(r.usadas for r in registros)),
        rotulos=frozenset(recorrido.rotulos),
        dichos=(*((a.ruta, a.codigo) for a in avisos), *recorrido.dichos),
    )


def _desconocidos(declaracion: Declaracion) -> Any:
    """Quien dice qué datos pedidos no tiene un contenido."""
    if declaracion is PLAN:
        return datos_desconocidos

    def del_mapa(datos: Sequence[str], ruta: str) -> Iterator[Falla]:
        if len(datos) > 1:
            yield falla_de_argumento(ruta, "un_solo_dato", ", ".join(datos))
        de_corte = ("seguimiento_de_riesgo.", "seguimiento_del_mapa.")
        for dato in datos:
            if not (dato.startswith(de_corte) and CATALOGO.conoce(dato)):
                yield from datos_desconocidos((dato,), ruta, forma_de_filas(tema("mapa")))

    return del_mapa


# ------------------------------------------------------------------ las tablas


class _Tablas:
    """Tablas de un documento: las que son de la matriz, y por qué no lo son las demás."""

    def __init__(
        self,
        documento: DocumentoVisto,
        declaracion: Declaracion,
        pedidas: Pedidas,
        vigencia: int | None,
    ) -> None:
        self.por_tabla: dict[TablaVista, list[Tramo]] = {}
        self._documento = documento
        self._declaracion = declaracion
        self._omitidas: dict[TablaVista, str] = {}
        self._ocultas: set[TablaVista] = set()
        for parte in documento.partes:
            for bloque in parte.bloques:
                if isinstance(bloque, TablaVista):
                    self._mirar(parte, bloque, pedidas, vigencia)

    def _mirar(
        self, parte: ParteVista, tabla: TablaVista, pedidas: Pedidas, vigencia: int | None
    ) -> None:
        if es_hoja_de_datos(tabla):
            return
        if parte.oculta and not _dice_algo(tabla):
            return
        tramos = tramos_de(tabla, parte.nombre, self._declaracion, pedidas)
        corte = _corte_de_la_hoja(parte, vigencia)
        for tramo in tramos:
            tramo.corte = corte
            if reconocer(tramo, self._declaracion, pedidas, vigencia) and (
                otra := _otra_tabla(tramo, self._declaracion)
            ):
                self._omitidas[tabla], tramo.raiz = otra, None
        es_de_la_matriz = any(tramo.raiz is not None for tramo in tramos)
        if parte.oculta:
            self._omitidas[tabla] = _OCULTA
            self._ocultas |= {tabla} if es_de_la_matriz else set()
        elif es_de_la_matriz:
            self.por_tabla[tabla] = tramos
        elif tabla not in self._omitidas and _dice_algo(tabla):
            self._omitidas[tabla] = _que_trae(tabla)

    def rotulos(self) -> list[str]:
        """Rótulos de sus columnas, en plano."""
        return list(
            dict.fromkeys(
                rotulo_de(columna.rotulo).palabras
                for tramos in self.por_tabla.values()
                for tramo in tramos
                for columna in tramo.columnas
            )
        )

    def avisos(self) -> Iterator[Aviso]:
        """Avisos de las tablas que no son de la matriz."""
        for tabla, motivo in self._omitidas.items():
            codigo = "tabla_sin_leer" if tabla in self._ocultas else "tabla_omitida"
            yield Aviso(codigo, tabla.lugar, f"{motivo}, y no se leyó")

    def por_que_ninguna(self) -> Iterator[Falla]:
        """Fallas de un documento sin matriz: qué se buscó, y qué hay en cada tabla."""
        tablas = [tabla for tabla in self._documento.tablas() if _dice_algo(tabla)]
        cuantas = "no trae tablas" if not tablas else f"trae {len(tablas)}"
        yield Falla("sin_matriz", "", f"{self._declaracion.se_busco}; el documento {cuantas}")
        aparte = (
            a for a in self._documento.avisos if a.codigo == "contenido_aparte" and not tablas
        )
        yield from (Falla("sin_matriz", aviso.ruta, aviso.mensaje) for aviso in aparte)
        for tabla in tablas[:8]:
            yield Falla("sin_matriz", tabla.lugar, self._omitidas.get(tabla) or _que_trae(tabla))


_OCULTA = "su hoja está oculta (si trae datos, muéstrela en Excel y guárdelo)"


def _corte_de_la_hoja(parte: ParteVista, vigencia: int | None) -> date | None:
    dicho = corte_dicho(parte.nombre, vigencia)
    return dicho.corte if dicho is not None else None


def _dice_algo(tabla: TablaVista) -> bool:
    return any(celda is not None and celda.texto.strip() for fila in tabla.filas for celda in fila)


def _que_trae(tabla: TablaVista) -> str:
    """Lo que se ve en una tabla sin rótulos conocidos: cuántas filas, y la primera de varias."""
    filas = [fila for fila in range(len(tabla.filas)) if escritas(tabla, fila)]
    fila = next((f for f in filas if len(escritas(tabla, f)) > 1), filas[0])
    textos = ", ".join(mostrar(en_un_renglon(c.texto)) for c in escritas(tabla, fila)[:4])
    cuantas = "1 fila" if len(filas) == 1 else f"{len(filas)} filas"
    return f"no trae los rótulos de la matriz ({cuantas}; una dice {textos})"


def _otra_tabla(tramo: Tramo, declaracion: Declaracion) -> str:
    """Regla 13: por qué un tramo es de otra cosa: dos rótulos de ella, y uno sólo suyo."""
    if any(columna.por == "columnas" for columna in tramo.columnas):
        return ""
    indice = _de_otras_tablas()
    nombran = [
        indice.parecidos(rotulo)
        for columna in tramo.columnas
        for rotulo in {*columna.camino[-1:], columna.rotulo}
        if rotulo
    ]
    if declaracion is PLAN and _es_un_mapa(tramo):
        riesgos = palabras().otras_tablas["riesgos"]
        return f"es {riesgos.nombre}; se lee con {riesgos.se_lee}"
    for clave, otra in palabras().otras_tablas.items():
        if declaracion.hijos and clave in {"riesgos", "mejoramiento"}:
            continue
        propios = sum((clave, True) in cosas for cosas in nombran)
        suyos = sum((clave, True) in cosas or (clave, False) in cosas for cosas in nombran)
        if propios and suyos > 1:
            como = (
                f"; se lee con {otra.se_lee}"
                if otra.se_lee
                else "; si lo es, diga sus columnas: columnas=… o --columnas"
            )
            return f"es {otra.nombre}{como}"
    return ""


@functools.lru_cache(maxsize=1)
def _de_otras_tablas() -> IndiceDeRotulos[tuple[str, bool]]:
    """De qué tabla es cada rótulo de otra cosa, y si sólo es de ella."""
    return IndiceDeRotulos(
        (rotulo_de(nombre), (clave, propio))
        for clave, otra in palabras().otras_tablas.items()
        for propio, nombres in ((True, otra.propios), (False, otra.rotulos))
        for nombre in nombres
    )


def _es_un_mapa(tramo: Tramo) -> bool:
    """Si trae el rótulo del riesgo y otro que sólo lleva un mapa."""
    rotulos = [c.camino[-1] for c in tramo.columnas if c.camino]
    if not any("riesgo" in en_plano(rotulo) for rotulo in rotulos):
        return False  # quien lee un plan no carga lo de un mapa
    conocidos = [mapa().datos_de(rotulo) for rotulo in rotulos]
    datos = frozenset[str]().union(*conocidos)
    del_plan = sum(bool(columna.datos) for columna in tramo.columnas)
    return (
        "riesgo.descripcion" in datos
        and bool(datos & _SOLO_DE_UN_MAPA)
        and sum(map(bool, conocidos)) > del_plan
    )


_SOLO_DE_UN_MAPA = frozenset(
    {
        *("causa.texto", "control.descripcion", "riesgo.consecuencias", "riesgo.frecuencia"),
        *("riesgo.inherente.probabilidad", "riesgo.inherente.impacto", "riesgo.inherente.zona"),
    }
)


# ------------------------------------------------------------------ lo que prueba


def _con_prueba(
    registros: Sequence[Registro], declaracion: Declaracion
) -> tuple[list[Registro], dict[Tramo, str]]:
    """Regla 13: registros de los tramos que prueban lo suyo, y los tramos que no."""
    por_tramo: dict[int, list[Registro]] = {}
    for registro in registros:
        por_tramo.setdefault(id(registro.tramo), []).append(registro)
    tramos = {id(r.tramo): r.tramo for r in registros}
    prueban = {
        clave: sum(_prueba(r) for r in suyos)
        >= (max(1, _OPCIONES * len(suyos)) if declaracion.hijos else 1)
        for clave, suyos in por_tramo.items()
    }
    pedidos = {clave for clave, t in tramos.items() if any(c.por == "columnas" for c in t.columnas)}
    de_riesgos = [c for c, prueba in prueban.items() if prueba and not _es_de_listas(tramos[c])]
    for clave, tramo in tramos.items() if de_riesgos else ():
        prueban[clave] = prueban[clave] and not _es_de_listas(tramo)
    hermanas = {_rotulos(tramos[clave]) for clave, prueba in prueban.items() if prueba}
    sin_prueba: dict[Tramo, str] = {}
    for clave, tramo in tramos.items():
        if not (
            prueban[clave]
            or clave in pedidos
            or (_rotulos(tramo) in hermanas and not declaracion.hijos)
        ):
            sin_prueba[tramo] = (
                "es una lista de opciones y no se leyó: sus filas no dicen lo de cada riesgo"
                if declaracion.hijos
                else "sus filas no traen meta, fecha, indicador ni seguimiento, y no se leyó"
            )
    return [r for r in registros if r.tramo not in sin_prueba], sin_prueba


def _es_de_listas(tramo: Tramo) -> bool:
    """Si su hoja se llama como la de lo que se puede elegir en las casillas de otra."""
    return en_plano(tramo.hoja).startswith(_DE_LISTAS)


_DE_LISTAS = ("opcion", "lista", "desplegable", "despegable", "parametro")


def _rotulos(tramo: Tramo) -> tuple[str, ...]:
    return tuple(rotulo_de(c.rotulo).letras for c in tramo.columnas if c.camino)


def _prueba(registro: Registro) -> bool:
    """Si un registro trae algo de lo que prueba que su tabla es de lo suyo."""
    raiz = registro.raiz.nombre
    datos = {
        f"{raiz}.{campo}"
        for campo, valor in registro.datos.items()
        if not (campo.startswith("fecha") and _DURACION.match(en_plano(str(valor.valor))))
    }
    datos |= {
        f"{singular}.{campo}"
        for lista, singular in (
            ("causas", "causa"),
            ("controles", "control"),
            ("acciones", "accion"),
        )
        for hijo in registro.hijos.get(lista, ())
        for campo in hijo
    }
    if "control.tipo" in datos:
        datos.add("control.descripcion")
    datos |= {f"seguimiento.{campo}" for reporte in registro.cortes.values() for campo in reporte}
    if any(c.dato.startswith("seguimiento.") and c.celdas for c in registro.tramo.columnas):
        datos.add("seguimiento.texto")
    return any(bastan <= datos for bastan in registro.raiz.prueban)


_DURACION = re.compile(r"\d+ (?:dia|hora|minuto|semana|mes)")
"""Lo que tarda el paso de un procedimiento, que no es cuándo se hace."""


def _sin_filas(
    tablas: _Tablas,
    recorrido: Recorrido,
    sin_prueba: Mapping[Tramo, str],
    declaracion: Declaracion,
) -> Iterator[Falla]:
    """Fallas de una plantilla por llenar, o de una matriz cuyas filas no se entendieron."""
    if sin_prueba:
        yield from tablas.por_que_ninguna()
        for tramo, motivo in sin_prueba.items():
            yield Falla("sin_matriz", tramo.tabla.lugar_de(tramo.hasta), motivo)
        return
    de_tramo = (aviso for suyos in recorrido.de_tramo.values() for aviso in suyos)
    sin_leer = [aviso for aviso in de_tramo if aviso.codigo == "fila_sin_leer"]
    que = "una matriz y ninguna fila"
    if declaracion.hijos:
        que = "un mapa de riesgos y ningún riesgo"
    motivo = f"trae los rótulos de {que}: parece una plantilla sin llenar"
    if sin_leer:
        motivo = "trae los rótulos de una matriz, y ninguna de sus filas se entendió"
    for tabla, (primero, *_) in tablas.por_tabla.items():
        yield Falla("matriz_sin_filas", tabla.lugar_de(primero.hasta), motivo)
    for aviso in sin_leer[:8]:
        yield Falla("matriz_sin_filas", aviso.ruta, aviso.mensaje)


# ------------------------------------------------------------------ lo que se dice

_BLANCOS_PROPIOS = (
    "ninguna celda de lo que se reportó está combinada: cada blanco se toma como de su fila, y el"
    " plan lo dice («propias»)"
)


def _con_blancos_propios(
    contenido: Contenido, registros: Sequence[Registro], avisos: list[Aviso]
) -> Contenido:
    """Plan que dice que sus blancos son propios, si los hay y ninguna celda reporta por varias."""
    if not isinstance(contenido, Plan):
        return contenido
    cortes = len(contenido.cortes())
    filas = (fila for _, componente in contenido.tablas() for fila in componente.filas())
    hay_blancos = any(len({s.corte for s in fila.seguimientos}) < cortes for fila in filas)
    combinada = any(
        celda.filas > 1
        for tramo in {id(r.tramo): r.tramo for r in registros}.values()
        for columna in tramo.columnas
        if columna.objeto == "seguimiento"
        for celda in columna.celdas
    )
    if not hay_blancos or combinada:
        return contenido
    avisos.append(Aviso("dato_supuesto", "metodologia.blancos", _BLANCOS_PROPIOS))
    return cast("Contenido", attrs.evolve(contenido, metodologia=Metodologia(blancos="propias")))


def _columnas_leidas(tramos: Iterable[Tramo]) -> Iterator[ColumnaLeida]:
    for tramo in tramos:
        for columna in tramo.columnas:
            if columna.datos or columna.camino or columna.celdas:
                yield ColumnaLeida(
                    lugar=columna.lugar,
                    rotulo=columna.rotulo,
                    dato=columna.datos,
                    corte=columna.corte,
                    parecido=round(columna.parecido, 2),
                    por=columna.por if columna.por != DE_SU_GRUPO else "",
                )


def _de_las_columnas(tramos: Sequence[Tramo]) -> Iterator[Aviso]:
    """Avisos de lo que se supo de cada columna: sin dato, con otro que también lo trae, dudosas."""
    sin_dato: dict[tuple[str, str, str], list[tuple[LugarDelArchivo, str]]] = {}
    celdas: Counter[tuple[str, str, str]] = Counter()
    for tramo in (tramo for tramo in tramos if tramo.raiz is not None):
        raiz = tramo.raiz.nombre
        for columna in (c for c in tramo.columnas if c.por != "columnas" and not c.periodo):
            supuesto = _corte_supuesto(columna)
            if not columna.datos and columna.celdas:
                caso = _sin_dato(tramo, columna, raiz)
                sin_dato.setdefault(caso, []).append((columna.lugar, columna.rotulo))
                celdas[caso] += len(columna.celdas)
            elif supuesto:
                yield Aviso("dato_supuesto", columna.lugar, supuesto)
            elif columna.datos and 0 < columna.parecido < 0.9:  # noqa: PLR2004 - se parece y no es
                motivo = f"«{columna.rotulo}» se leyó como {' y '.join(columna.datos)}"
                yield Aviso("columna_dudosa", columna.lugar, motivo)
            yield from _de_porcentajes(tramo, columna)
    for (codigo, motivo, extra), lugares in sin_dato.items():
        total = celdas[codigo, motivo, extra]
        cuantas = "1 celda quedó" if total == 1 else f"{total} celdas quedaron"
        queda = f"{cuantas} en {extra}" if extra else f"{cuantas} sin leer"
        pista = "; diga qué es: columnas=… o --columnas" if codigo == "lectura_dudosa" else ""
        for lugar, rotulo in lugares:
            anotado = {"llego": rotulo, "quedo": extra, "cuantos": total}
            yield Aviso(codigo, lugar, f"{motivo}; {queda}{pista}", datos=anotado)


def _corte_supuesto(columna: Columna) -> str:
    """Cómo se supo el corte de una columna que no lo dice entero."""
    if columna.corte is None or not columna.celdas:
        return ""
    dia = columna.corte.isoformat()
    if not columna.con_su_corte:
        return f"«{columna.rotulo}» no dice su corte: se leyó como de {dia}, {DE_SU_GRUPO}"
    dicho = corte_dicho(columna.rotulo, columna.corte.year)
    return f"«{columna.rotulo}» se leyó como el corte {dia}" if dicho and dicho.supuesto else ""


def _sin_dato(tramo: Tramo, columna: Columna, raiz: str) -> tuple[str, str, str]:
    """Código, motivo y destino de una columna que no es de ningún dato."""
    extra = f"extras.{extra_de(tramo, columna)}"
    if not columna.camino:
        return "columna_sobrante", "no tiene rótulo", ""
    nombre = f"«{columna.rotulo}»"
    if columna.oculta and raiz == "riesgo":
        return "columna_sobrante", f"{nombre} está oculta y no es de ningún dato", ""
    if columna.cercano:
        return "lectura_dudosa", f"{nombre}: otra columna ya trae {columna.cercano}", extra
    return "columna_desconocida", f"{nombre} no es de ningún dato", extra


def _de_porcentajes(tramo: Tramo, columna: Columna) -> Iterator[Aviso]:
    """Aviso de los porcentajes de 0 a 1 que no llevan su signo: quedan como están."""
    if not columna.dato.endswith((".avance", "_pct")):
        return
    dudosas = [
        celda
        for celda in columna.celdas
        if "%" not in celda.texto
        and (numero := celda.numero if celda.valor is not None else numero_escrito(celda.texto))
        is not None
        and 0 < numero <= 1
    ]
    if dudosas:
        cuales = ", ".join(
            f"{c.texto.strip()} ({tramo.tabla.lugar_de(c.fila, c.columna).en_su_tabla})"
            for c in dudosas[:_EJEMPLOS]
        )
        motivo = (
            f"«{columna.rotulo}» trae {len(dudosas)} números de 0 a 1 sin signo de porcentaje, y"
            f" así quedó cada uno: {cuales}; si son partes de uno, escríbalos de 0 a 100"
        )
        yield Aviso("columna_dudosa", columna.lugar, motivo)
    de_miles = [c.texto for c in columna.celdas if c.valor is None and parece_de_miles(c.texto)]
    if de_miles:
        motivo = f"«{columna.rotulo}»: {frase_de_decimales(de_miles)}"
        yield Aviso("columna_dudosa", columna.lugar, motivo)


def reunidos(avisos: Iterable[Aviso]) -> Iterator[Aviso]:
    """Avisos; los que dicen lo mismo de varios lugares, en uno."""
    iguales: dict[tuple[str, str], dict[str, Mapping[str, Any]]] = {}
    for aviso in avisos:
        iguales.setdefault((aviso.codigo, aviso.mensaje), {})[aviso.ruta] = aviso.datos
    for (codigo, mensaje), lugares in iguales.items():
        rutas = list(lugares)
        primeras = "; ".join(rutas[:_EJEMPLOS])
        y_mas = f" y {len(rutas) - _EJEMPLOS} más" if len(rutas) > _EJEMPLOS else ""
        yield Aviso(codigo, f"{primeras}{y_mas}", mensaje, datos=lugares[rutas[0]])
