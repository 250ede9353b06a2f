"""Un documento en uno de los formatos, leído de lo que se ve."""

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.lectura.filas.armado import Armado, Nodo, camino_de, plan_armado
from paac_reportes.lectura.filas.columnas import CORTE, leer_corte
from paac_reportes.lectura.propios.filas import Tablas, sin_recoger
from paac_reportes.lectura.propios.firmas import firmas_de
from paac_reportes.lectura.propios.hechura import (
    Hechura,
    alinear,
    antes_de_las_tablas,
    de_las_paginas,
    dice,
    fichas,
    impresos_en_hojas,
    lo_que_dice,
)
from paac_reportes.lectura.propios.reconocimiento import Escondido
from paac_reportes.lectura.propios.rutas import en_su_lugar, ruta_de_marca
from paac_reportes.lectura.propios.separacion import Presentes
from paac_reportes.lectura.propios.tablas import (
    Hallazgo,
    Linea,
    es_hoja_de_datos,
    hallar,
    lineas_de,
)
from paac_reportes.lectura.propios.valores import Cortes
from paac_reportes.modelo.filas import LISTAS_DE_LA_MATRIZ
from paac_reportes.modelo.periodos import Periodicidad
from paac_reportes.normativa.identificadores import departamentos
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, Leido, TablaVista
from paac_reportes.textos.inversa import Dichos, Molde
from paac_reportes.textos.valores import como_texto

# ------------------------------------------------------------------ hoja de datos
# La hoja ``Datos`` de un libro: no se lee, y se dice si no dice lo mismo que las tablas.

_RUTA = "ruta"


def desacuerdos(
    visto: DocumentoVisto, armado: Armado, formato: Formato, *, con_marcas: bool
) -> Iterator[Aviso]:
    """Uno por hoja que contradice lo que se leyó de las tablas, con el primer caso.

    Sin marcas en las filas, los datos que el formato junta en una celda no se comparan: no siempre
    se pueden separar.
    """
    juntos: set[str] = (
        set()
        if con_marcas
        else {
            dato
            for tabla in formato.tablas.values()
            for columna in tabla.columnas
            if len(columna.dato) > 1
            for dato in columna.dato
        }
    )
    for tabla in visto.tablas():
        if not es_hoja_de_datos(tabla):
            continue
        distintos = list(_distintos(tabla, armado, juntos))
        if distintos:
            lugar, motivo = distintos[0]
            otros = f"; y otros {len(distintos) - 1} datos" if len(distintos) > 1 else ""
            yield Aviso("documento_cambiado", lugar, f"{motivo}; se leyó la tabla{otros}")


def _distintos(
    tabla: TablaVista, armado: Armado, juntos: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Los datos que la hoja y las tablas dicen, y no son el mismo."""
    columnas = {celda.texto: celda.columna for celda in tabla.filas[0] if celda}
    if _RUTA not in columnas:
        return
    comparables = {d: n for d, n in columnas.items() if d not in juntos and d != CORTE}
    for numero, fila in enumerate(tabla.filas[1:], 1):
        leidos = _leidos(armado, fila[columnas[_RUTA]], fila[columnas.get(CORTE, 0)])
        for dato, columna in comparables.items():
            celda, leido = fila[columna], leidos.get(dato)
            if celda is not None and leido is not None and not _es(leido, celda):
                motivo = f"dice {mostrar(celda.texto)} y la tabla, {mostrar(leido)}"
                yield tabla.lugar_de(numero, columna), motivo


def _leidos(armado: Armado, ruta: CeldaVista | None, corte: CeldaVista | None) -> dict[str, Any]:
    """Lo que las tablas dicen de una fila y de su seguimiento en un corte."""
    camino = camino_de(ruta.texto) if ruta else None
    nodo = armado.nodo(camino)
    objeto = LISTAS_DE_LA_MATRIZ[camino[-1][0]] if camino else ""
    if nodo is None or objeto not in ("actividad", "tramite"):
        return {}
    leidos = {f"{objeto}.{campo}": valor for campo, valor in nodo.datos.items()}
    dia = leer_corte((corte.valor or corte.texto) if corte else None)
    reporte = nodo.listas.get("seguimientos", {}).get(repr(dia))
    reportado = reporte.datos if reporte is not None else {}
    return leidos | {f"seguimiento.{campo}": valor for campo, valor in reportado.items()}


def _es(leido: Any, celda: CeldaVista) -> bool:
    if isinstance(leido, Decimal):
        return celda.valor == leido
    texto = "\n".join(leido) if isinstance(leido, list) else como_texto(leido)
    return texto == celda.texto


# ------------------------------------------------------------------ entorno
# Lo que un documento dice fuera de sus tablas: la entidad, la vigencia y el corte.

_ENTIDAD = "entidad."
_NOMBRE, _DEPARTAMENTO = "entidad.nombre", "entidad.departamento"
_TITULAR = "titular"
_PALABRA = re.compile(r"\S+")
_VALEN_MAS = {"entidad.nombre": 0.05, "entidad.sitio_web": 0.04, "entidad.correo": 0.04}
"""Letras que vale de más lo que siempre está o no se confunde con otro dato."""
_PRIMERAS = 40
"""Las líneas donde está lo que abre un documento."""


@attrs.define
class Entorno:
    """Lo leído fuera de las tablas."""

    entidad: dict[str, Any] = attrs.Factory(dict)
    vigencia: int | None = None
    corte: date | None = None
    palabras: tuple[int, ...] = ()
    """Las del nombre de la entidad y las de su departamento, si el documento las cuenta."""
    conocido: str | None = None
    """El nombre de la entidad cuyo es el formato, si es de una."""
    dudoso: str | None = None
    """El texto donde no se sabe dónde termina el nombre."""

    def avisos(self) -> Iterator[Aviso]:
        """Si no se sabe dónde termina el nombre de la entidad."""
        if self.dudoso is not None:
            motivo = f"no se sabe si {self.dudoso!r} termina con su departamento"
            yield Aviso("lectura_dudosa", "entidad", motivo)

    def anotar(self, dichos: Dichos) -> None:
        """Lo que un texto dice, si no se sabía."""
        for camino, valor in dichos.items():
            if camino.startswith(_ENTIDAD):
                self.entidad.setdefault(camino.removeprefix(_ENTIDAD), valor)
            elif camino == "vigencia":
                self.vigencia = self.vigencia or valor
            elif camino == "corte" and isinstance(valor, date):
                self.corte = self.corte or valor
            elif camino == _TITULAR:
                self.entidad.setdefault(_TITULAR, valor)


def entorno_de(
    visto: DocumentoVisto,
    hallazgo: Hallazgo,
    hechura: Hechura,
    palabras: tuple[int, ...] = (),
) -> Entorno:
    """La entidad, la vigencia y el corte que dice un documento."""
    suya = hechura.formato.entidad
    leido = Entorno(palabras=palabras, conocido=suya.nombre if suya else None)
    for tabla in hallazgo.tablas:
        for columna in tabla.encaje.columnas:
            leido.anotar(columna.dichos)
    for rotulo, valor in _parejas(hallazgo.fuera):
        for ficha in fichas(hechura):
            if dice(ficha.rotulo, rotulo):
                leido.anotar(_lo_mas_probable(ficha.valor, valor, leido))
    primeras = _celdas(_del_comienzo(hallazgo))
    if visto.tipo == "docx":
        _alineados(list(visto.encabezados), de_las_paginas(hechura.formato, en_hojas=False), leido)
        _alineados(primeras, antes_de_las_tablas(hechura), leido)
    else:
        _alineados(list(visto.encabezados), impresos_en_hojas(hechura.formato), leido)
        arriba = de_las_paginas(hechura.formato, en_hojas=True)
        _alineados(primeras, [*arriba, *antes_de_las_tablas(hechura)], leido)
    titular = leido.entidad.pop(_TITULAR, None)
    if titular is not None:
        leido.entidad.setdefault("nombre", titular)
    return leido


def _del_comienzo(hallazgo: Hallazgo) -> Sequence[Linea]:
    """Lo que va antes de la primera tabla, que es donde se dice de quién es el documento."""
    antes = hallazgo.tablas[0].antes if hallazgo.tablas else hallazgo.fuera
    return antes[:_PRIMERAS]


def _alineados(textos: Sequence[str], moldes: Sequence[Molde], leido: Entorno) -> None:
    """Los textos y las plantillas que los escribieron, en el mismo orden."""

    def casar(texto: int, cual: int) -> tuple[Dichos, float] | None:
        dicho = lo_que_dice(moldes[cual], textos[texto])
        if dicho is None:
            return None
        return dicho[0], dicho[1] + sum(_VALEN_MAS.get(camino, 0) for camino in dicho[0])

    for pareja in alinear(len(textos), len(moldes), casar):
        leido.anotar(_lo_mas_probable(moldes[pareja.plantilla], textos[pareja.texto], leido))


def _lo_mas_probable(molde: Molde, texto: str, leido: Entorno) -> Dichos:
    """La lectura con las palabras que se contaron o, sin ellas, con un departamento que exista.

    Anota la duda si el nombre puede terminar en otra parte.
    """
    lecturas = [dichos for dichos, _ in molde.casar(texto)]
    juntos = [dichos for dichos in lecturas if _DEPARTAMENTO in dichos and _NOMBRE in dichos]
    if juntos and (contada := _contada(lecturas, leido.palabras)) is not None:
        return contada
    for dichos in lecturas:
        corregida = _con_departamento(dichos)
        if corregida is None:
            continue
        seguido = next((f"{d[_NOMBRE]} {d[_DEPARTAMENTO]}" for d in juntos), "")
        if seguido and seguido in texto and corregida[_NOMBRE] != leido.conocido:
            leido.dudoso = leido.dudoso or seguido
        return corregida
    return {}


def _contada(lecturas: Sequence[Dichos], palabras: tuple[int, ...]) -> Dichos | None:
    """La de tantas palabras en el nombre y en el departamento."""
    for dichos in lecturas:
        suyos = [str(dichos[dato]) for dato in (_NOMBRE, _DEPARTAMENTO) if dato in dichos]
        juntos = " ".join(suyos)
        if not suyos or len(suyos) != len(palabras) or len(juntos.split()) != sum(palabras):
            continue
        if len(suyos) == 1:
            return dichos
        corte = [palabra.end() for palabra in _PALABRA.finditer(juntos)][palabras[0] - 1]
        return {**dichos, _NOMBRE: juntos[:corte], _DEPARTAMENTO: juntos[corte + 1 :]}
    return None


def _con_departamento(dichos: Dichos) -> Dichos | None:
    """La lectura con su departamento entero: «VALLE DEL CAUCA», y no «CAUCA»."""
    nombre, departamento = dichos.get(_NOMBRE), dichos.get(_DEPARTAMENTO)
    if departamento is None or nombre is None:
        return dichos
    palabras = f"{nombre} {departamento}".split(" ")
    for corte in range(1, len(palabras)):
        suyo = " ".join(palabras[corte:])
        if any(uno.se_llama(suyo) for uno in departamentos().values()):
            return {
                **dichos,
                _NOMBRE: " ".join(palabras[:corte]),
                _DEPARTAMENTO: suyo,
            }
    return None


def _celdas(lineas: Sequence[Linea]) -> list[str]:
    """Los textos de unas líneas, celda por celda."""
    textos: list[str] = []
    for linea in lineas:
        if linea.texto is not None:
            textos.append(linea.texto.texto)
        else:
            textos += [celda.texto for celda in linea.propias]
    return textos


def _parejas(lineas: Sequence[Linea]) -> Iterator[tuple[str, str]]:
    """Cada texto de una fila con el de su derecha."""
    for linea in lineas:
        propias = [c for c in linea.celdas if c.fila == linea.fila]
        for rotulo, valor in itertools.pairwise(propias):
            if rotulo.texto and valor.texto:
                yield rotulo.texto, valor.texto


# ------------------------------------------------------------------ lectura


def leer_propio(
    visto: DocumentoVisto, formato: Formato, escondido: Escondido, corte: date | None = None
) -> Leido:
    """El plan de un documento escrito en ese formato, y lo que en él cambió o no se entendió.

    Lanza ``ErrorDeEntrada`` si no trae ninguna de sus tablas, o si trae seguimientos y no se sabe
    de qué corte.
    """
    hechura = Hechura(formato, "documento" if visto.tipo == "docx" else "libro")
    hallazgo = hallar(lineas_de(visto), hechura)
    if not hallazgo.tablas:
        motivo = f"no trae ninguna de las tablas del formato {formato.codigo}"
        raise ErrorDeEntrada(Falla("sin_matriz", "", f"{motivo}: no se reconocieron sus rótulos"))
    avisos = list(visto.avisos)
    entorno = entorno_de(visto, hallazgo, hechura, escondido.palabras)
    cortes = _cortes(formato, escondido, entorno, corte)
    presentes = Presentes(visto.propiedades)
    tablas = Tablas(hechura, cortes, presentes, hallazgo.tablas, avisos)
    for tabla in hallazgo.tablas:
        tablas.leer(tabla)
    sin_corte = tablas.terminar()
    if sin_corte is not None:
        motivo = "trae seguimientos y el documento no dice de qué corte; dígalo con corte"
        raise ErrorDeEntrada(Falla("corte_desconocido", sin_corte, motivo))
    fuera = sin_recoger(hallazgo, tablas.recogidas)
    avisos += fuera.avisos
    avisos += _faltan(escondido, tablas.recogidas | fuera.marcas, tablas.quitadas)
    avisos += entorno.avisos()
    con_marcas = escondido.marcadas > 0
    avisos += desacuerdos(visto, tablas.armado, formato, con_marcas=con_marcas)
    leido = _leido(tablas, _otras(tablas, entorno, hallazgo, hechura, avisos), cortes, avisos)
    return attrs.evolve(leido, tablas_sin_leer=tuple(_sin_leer(visto, hallazgo)))


def _sin_leer(visto: DocumentoVisto, hallazgo: Hallazgo) -> Iterator[TablaVista]:
    """Las tablas que no tienen los rótulos de ninguna del formato."""
    suyas = {linea.tabla for tabla in hallazgo.tablas for linea in tabla.rotulos}
    for parte in visto.partes:
        for bloque in () if parte.oculta else parte.bloques:
            if (
                isinstance(bloque, TablaVista)
                and bloque not in suyas
                and not es_hoja_de_datos(bloque)
            ):
                yield bloque


def _faltan(escondido: Escondido, vistas: AbstractSet[str], dichas: int) -> Iterator[Aviso]:
    """Las filas que el documento llevaba y no están, además de las que ya se dijo cuáles son."""
    if escondido.filas is None or not escondido.marcadas:
        return
    de_ruta = {marca for marca in escondido.marcas if ruta_de_marca(marca) is not None}
    faltan = escondido.filas - len(escondido.marcas - de_ruta) - len(de_ruta & vistas) - dichas
    if faltan > 0:
        cuantas = "falta 1 fila" if faltan == 1 else f"faltan {faltan} filas"
        motivo = f"{cuantas} de las que llevaba, de las últimas de su lista o la lista entera"
        yield Aviso("documento_cambiado", "", motivo)


def _cortes(formato: Formato, escondido: Escondido, entorno: Entorno, corte: date | None) -> Cortes:
    periodicidad: Periodicidad = formato.periodicidad
    return Cortes(
        pedido=corte or escondido.corte or entorno.corte,
        vigencia=entorno.vigencia,
        periodicidad=periodicidad,
        de_columnas=escondido.cortes,
    )


def _otras(
    tablas: Tablas,
    entorno: Entorno,
    hallazgo: Hallazgo,
    hechura: Hechura,
    avisos: list[Aviso],
) -> dict[str, Any]:
    """Lo del plan que no sale de las filas de sus componentes."""
    entidad = {**tablas.del_plan.entidad, **entorno.entidad}
    if not entidad.get("nombre"):
        suya = hechura.formato.entidad
        entidad["nombre"] = suya.nombre if suya else ""
        motivo = "no se ve de qué entidad es"
        avisos.append(Aviso("lectura_dudosa", "", motivo))
    otras: dict[str, Any] = {"entidad": entidad}
    if entorno.vigencia is not None:
        otras["vigencia"] = entorno.vigencia
    firmas = firmas_de(hallazgo, hechura, avisos) or tablas.del_plan.firmas
    if firmas:
        otras["firmas"] = firmas
    if tablas.del_plan.control_cambios:
        otras["control_cambios"] = tablas.del_plan.control_cambios
    return otras


def _leido(tablas: Tablas, otras: dict[str, Any], cortes: Cortes, avisos: list[Aviso]) -> Leido:
    """El plan armado; cada falla dice la celda."""
    avisos += _ordenar(tablas.armado.raiz)
    plan, lugares = plan_armado(tablas.armado, otras)
    return Leido(
        plan=plan,
        avisos=tuple(dict.fromkeys(avisos)),
        corte=cortes.pedido,
        columnas=tuple(tablas.columnas),
        lugares=lugares,
        sin_leer=frozenset(tablas.sin_leer),
    )


def _ordenar(plan: Nodo) -> Iterator[Aviso]:
    """Cada objeto en su lugar; la dependencia cuyo nombre el formato no muestra lo tiene vacío."""
    en_su_lugar(plan)
    dependencias = plan.listas.get("dependencias", {}).values()
    calladas = [dependencia for dependencia in dependencias if "nombre" not in dependencia.datos]
    for dependencia in calladas:
        dependencia.datos["nombre"] = ""
    if calladas:
        motivo = f"no se ve el nombre de {len(calladas)}, y quedó en blanco"
        yield Aviso("lectura_dudosa", "dependencias", motivo)
