"""Un documento con los cambios de lo publicado a lo de ahora, por aceptar.

Del árbol de antes y el de ahora sale uno, en que cada bloque, cada fila y cada palabra dice si
sigue, si se puso o si se quitó. Quien acepta todo lee el de ahora, y quien rechaza todo, el de
antes. La página, sus encabezados y pies, la tabla de contenido y los anchos son los de ahora.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import repeat, zip_longest

import attrs

from paac_reportes import clases
from paac_reportes.analisis.emparejamiento import PARECIDO, palabras_en_letras, parecido_de_textos
from paac_reportes.analisis.tramos import iguales
from paac_reportes.composicion.filas_cambiadas import (
    Pendiente,
    con_las_columnas_de,
    filas_pendientes,
    huecos,
    lugares_de_columnas,
    parear,
    pares_iguales,
)
from paac_reportes.composicion.marcas import es_de_fila
from paac_reportes.formatos.definicion.esquema import en_propiedades, esquema_dicho
from paac_reportes.maqueta.cambios import en_sus_textos
from paac_reportes.maqueta.contenido import (
    ENTRE_CAMBIOS,
    Cambiado,
    Cambio,
    Contenido,
    NumeroDeLeyenda,
    Remision,
    Tramo,
    con_textos_unidos,
    solo_texto,
)
from paac_reportes.maqueta.cortes import esta_en_su_franja
from paac_reportes.maqueta.documento import ControlDeCambios, Documento, Parte
from paac_reportes.maqueta.medida.tipografia import Pt
from paac_reportes.maqueta.nodos import (
    Bloque,
    Grafico,
    Indice,
    Parrafo,
    Salto,
    Tabla,
    Titulo,
    tramos_de_bloque,
)
from paac_reportes.maqueta.rejilla import ColumnaDeTabla, Fila, FilasDeTabla, columna_de
from paac_reportes.modelo import Plan
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import fecha_larga

AUTOR = "Control interno"
"""Quien responde por el seguimiento en la entidad; de nadie en particular se sabe el nombre."""


def con_cambios(antes: Documento, ahora: Documento, fecha: date | None) -> Documento:
    """El documento de ahora con lo que cambió desde el de antes, en un mismo formato."""
    if list(_marcas(antes)) != list(_marcas(ahora)):
        ahora = _sin_marcas(ahora)
    antes, ahora = _en_un_esquema(antes, ahora)
    return attrs.evolve(
        ahora,
        estilos={**antes.estilos, **ahora.estilos},
        partes=tuple(_partes(antes.partes, ahora.partes)),
        control=ControlDeCambios(autor=AUTOR, fecha=fecha),
    )


def de_cuando(plan: Plan, hasta: date | None) -> str:
    """De cuándo es un plan, `` de 2020, a 31 de agosto de 2020``: su último corte o su versión."""
    vigencia = f" de {plan.vigencia}" if plan.vigencia else ""
    cortes = [corte for corte in plan.cortes() if hasta is None or corte <= hasta]
    if cortes:
        return f"{vigencia}, a {fecha_larga(max(cortes))}"
    ultimo = plan.control_cambios[-1:]
    return vigencia + "".join(f", versión {cambio.version} ({cambio.fecha})" for cambio in ultimo)


def por_aceptar(marcado: Documento, antes: str, ahora: str) -> Documento:
    """Un documento con cambios por aceptar: dice qué se compara en las propiedades del archivo.

    En el texto, quien acepta todo ya no leería el de ahora.
    """
    estado = _que_se_compara(antes, ahora, cambia=_lleva_cambios(marcado))
    return attrs.evolve(marcado, metadatos=attrs.evolve(marcado.metadatos, estado=estado))


def _que_se_compara(antes: str, ahora: str, *, cambia: bool) -> str:
    """``Muestra lo que cambió en el plan de 2020, frente al publicado de 2020.``."""
    comienzo = "Muestra lo que cambió" if cambia else "Nada cambió"
    return f"{comienzo} en el plan{ahora}, frente al publicado{antes}."


def _lleva_cambios(marcado: Documento) -> bool:
    pares = (par for parte in marcado.partes for par in _bloques_y_cambios(parte))
    return any(cambio is not None or _cambia_por_dentro(bloque) for bloque, cambio in pares)


_ESTILO = "cambios"
"""El estilo del párrafo que explica las marcas."""


_AIRE = Pt(8)
"""Puntos que quedan bajo el párrafo que dice cómo se leen los cambios."""
_COMO_SE_LEE = " Lo subrayado se agregó; lo tachado se quitó."
_DE_GRAFICOS = (
    " El gráfico que se agregó va en un recuadro continuo, y el que se quitó, en uno a trazos."
)


def a_la_vista(marcado: Documento, antes: str, ahora: str) -> Documento:
    """Un documento con cambios que se ven y no se aceptan: al comienzo dice cómo se leen.

    Tras la portada, si la hay; si nada cambió, es lo que dice.

    ``antes`` y ``ahora``: de cuándo es cada plan (``de_cuando``).
    """
    cambia = _lleva_cambios(marcado)
    ayuda = _que_se_compara(antes, ahora, cambia=cambia) + _COMO_SE_LEE * cambia
    pares = (par for parte in marcado.partes for par in _bloques_y_cambios(parte))
    if any(cambio is not None and isinstance(bloque, Grafico) for bloque, cambio in pares):
        ayuda += _DE_GRAFICOS
    primera, *siguientes = marcado.partes
    desde = _fin_de_la_portada(primera.bloques)
    bloques, cambios = list(primera.bloques), [cambio for _, cambio in _bloques_y_cambios(primera)]
    bloques.insert(desde, Parrafo(ayuda, _ESTILO))
    cambios.insert(desde, None)
    explicada = attrs.evolve(primera, bloques=tuple(bloques), cambios=tuple(cambios))
    texto = marcado.estilos["texto"]
    estilo = attrs.evolve(texto, cursiva=True, horizontal="izquierda", despues=_AIRE)
    return en_sus_textos(
        attrs.evolve(
            marcado, partes=(explicada, *siguientes), estilos={**marcado.estilos, _ESTILO: estilo}
        )
    )


def _fin_de_la_portada(bloques: Sequence[Bloque]) -> int:
    """El lugar donde termina la portada, 0 si no hay: antes, la ayuda la correría de su sitio."""
    for lugar, bloque in enumerate(bloques):
        if isinstance(bloque, Tabla) and bloque.clase == "filas":
            break
        if isinstance(bloque, Salto) or (isinstance(bloque, Titulo) and bloque.en_pagina_nueva):
            return lugar
    return 0


def _cambia_por_dentro(bloque: Bloque) -> bool:
    """Si alguna de sus filas viene o se va, o alguno de sus textos cambió."""
    if isinstance(bloque, Tabla) and bloque.cambios:
        return True
    return any(isinstance(tramo, Cambiado) for tramo in tramos_de_bloque(bloque))


def _bloques_y_cambios(parte: Parte) -> Iterator[tuple[Bloque, Cambio | None]]:
    return zip(parte.bloques, parte.cambios or repeat(None), strict=False)


def _sin_marcas(documento: Documento) -> Documento:
    """El documento sin las marcas de sus filas: no son, en su orden, las de antes.

    Una marca es el lugar de la fila en el plan: la de ahora no dice la verdad a quien rechaza, y a
    quien acepta le faltaría la de la fila que sigue sin ella. La de un renglón de alrededor queda:
    dice de qué plantilla es, y no de qué lugar.
    """
    return _con_tablas(documento, _sin_lugares)


def _con_tablas(documento: Documento, cambiar: Callable[[Tabla], Tabla]) -> Documento:
    """El documento, con sus tablas cambiadas así."""
    partes = (
        attrs.evolve(
            parte,
            bloques=tuple(cambiar(b) if isinstance(b, Tabla) else b for b in parte.bloques),
        )
        for parte in documento.partes
    )
    return attrs.evolve(documento, partes=tuple(partes))


def _sin_lugares(tabla: Tabla) -> Tabla:
    """La tabla, con sus filas sin la marca que dice su lugar en el plan."""
    marcas = ["" if es_de_fila(marca) else marca for marca in tabla.filas.marcas]
    return attrs.evolve(tabla, filas=FilasDeTabla(marcas, tabla.columnas))


def _marcas(documento: Documento) -> Iterator[str]:
    """Las marcas de las filas de un documento, en su orden."""
    for parte in documento.partes:
        for bloque in parte.bloques:
            if isinstance(bloque, Tabla):
                yield from filter(es_de_fila, bloque.filas.marcas)


def _en_un_esquema(antes: Documento, ahora: Documento) -> tuple[Documento, Documento]:
    """Los dos, con las marcas de un esquema: el de ahora y, al final, lo que sólo tenía el otro."""
    esquemas = [
        esquema_dicho("".join(texto for _, texto in documento.metadatos.propiedades))
        for documento in (antes, ahora)
    ]
    de_antes, de_ahora = esquemas
    if de_antes is None or de_ahora is None:  # sin rótulos que marcar
        return antes, ahora
    comun = attrs.evolve(
        de_ahora,
        tablas=tuple(dict.fromkeys((*de_ahora.tablas, *de_antes.tablas))),
        renglones=tuple(dict.fromkeys((*de_ahora.renglones, *de_antes.renglones))),
    )
    marcas = de_antes.marcas_en(comun)
    propiedades = tuple(en_propiedades(comun))

    def con_sus_marcas(tabla: Tabla) -> Tabla:
        rotulos = (attrs.evolve(f, marca=marcas.get(f.marca, f.marca)) for f in tabla.rotulos)
        return attrs.evolve(tabla, rotulos=tuple(rotulos))

    metadatos = attrs.evolve(ahora.metadatos, propiedades=propiedades)
    return _con_tablas(antes, con_sus_marcas), attrs.evolve(ahora, metadatos=metadatos)


# ------------------------------------------------------------------ partes y bloques


def _partes(antes: Sequence[Parte], ahora: Sequence[Parte]) -> Iterator[Parte]:
    """Las partes de ahora; lo de una que ya no está va al final de la que la precedía."""
    pares = pares_iguales([p.nombre for p in antes], [p.nombre for p in ahora])
    if len(antes) == len(ahora):  # lo corriente: con otro nombre sigue siendo la misma
        pares = [(n, n) for n in range(len(ahora))]
    armadas: list[tuple[Parte, list[_Marcado]]] = []
    sin_lugar: list[_Marcado] = []
    for viejas, nuevas, par in huecos(pares, len(antes), len(ahora)):
        quitados = [p for i in viejas for p in _enteros(antes[i].bloques, "borrado")]
        (armadas[-1][1] if armadas else sin_lugar).extend(quitados)
        armadas += [(ahora[j], list(_enteros(ahora[j].bloques, "insertado"))) for j in nuevas]
        if par is not None:
            vieja, nueva = antes[par[0]], ahora[par[1]]
            armadas.append((nueva, list(_marcados(vieja.bloques, nueva.bloques))))
    armadas[0][1][:0] = sin_lugar
    for parte, marcados in armadas:
        quedan = list(_sin_titulos_de_franja(marcados))
        yield attrs.evolve(
            parte,
            bloques=tuple(marcado.bloque for marcado in quedan),
            cambios=tuple(marcado.cambio for marcado in quedan),
        )


@clases.frozen
class _Marcado:
    """Un bloque con los cambios por aceptar."""

    bloque: Bloque
    cambio: Cambio | None = None
    en_franja: bool = False
    """Si, donde estaba, lo decía la tabla que le sigue."""


def _enteros(bloques: Sequence[Bloque], cambio: Cambio) -> Iterator[_Marcado]:
    """Los bloques, cada uno insertado o borrado entero."""
    siguientes = [*bloques[1:], None]
    for bloque, siguiente in zip(bloques, siguientes, strict=True):
        yield _entero(bloque, siguiente, cambio)


def _entero(bloque: Bloque, siguiente: Bloque | None, cambio: Cambio) -> _Marcado:
    """Un bloque que viene o se va entero; al que se va ya nada remite."""
    en_franja = isinstance(bloque, Titulo) and esta_en_su_franja(bloque, siguiente)
    bloque_sin_lugar = _sin_lo_que_remite(bloque) if cambio == "borrado" else bloque
    return _Marcado(bloque_sin_lugar, cambio, en_franja)


def _sin_lo_que_remite(bloque: Bloque) -> Bloque:
    """El bloque sin marcas ni anclas: lo que se quita no se lee ni se nombra."""
    match bloque:
        case Titulo():
            return attrs.evolve(bloque, ancla="", marca="")
        case Parrafo():
            return attrs.evolve(bloque, contenido=_sin_campos(bloque.contenido), marca="")
        case Tabla():  # la de sus rótulos queda: quien rechaza vuelve a leer la tabla
            filas = FilasDeTabla([""] * len(bloque.filas), bloque.columnas)
            return attrs.evolve(bloque, filas=filas)
        case _:
            return bloque


def _sin_titulos_de_franja(marcados: Sequence[_Marcado]) -> Iterator[_Marcado]:
    """Los bloques, sin los títulos borrados que ya dice la franja de la tabla que los seguía."""
    for marcado, siguiente in zip(marcados, [*marcados[1:], None], strict=True):
        if marcado.en_franja and marcado.cambio == "borrado" and isinstance(marcado.bloque, Titulo):
            sigue = siguiente.bloque if siguiente and siguiente.cambio == "borrado" else None
            if not esta_en_su_franja(marcado.bloque, sigue):
                continue
        yield marcado


def _marcados(antes: Sequence[Bloque], ahora: Sequence[Bloque]) -> Iterator[_Marcado]:
    """Los bloques de una parte, cada uno con lo que cambió desde los de antes."""
    pares = pares_iguales([*map(_clave, antes)], [*map(_clave, ahora)])
    for viejos, nuevos, par in huecos(pares, len(antes), len(ahora)):
        yield from _marcados_de_un_hueco(antes, ahora, viejos, nuevos)
        if par is not None:
            yield _Marcado(_bloque_con_cambios(antes[par[0]], ahora[par[1]]))


def _marcados_de_un_hueco(
    antes: Sequence[Bloque], ahora: Sequence[Bloque], viejos: range, nuevos: range
) -> Iterator[_Marcado]:
    """Los bloques entre dos que siguen: los que cambiaron en su sitio, los que se van y vienen."""
    medida = _Medida([antes[viejo] for viejo in viejos], [ahora[nuevo] for nuevo in nuevos])
    pares = parear(len(viejos), len(nuevos), medida)
    for se_van, vienen, par in huecos(pares, len(viejos), len(nuevos)):
        for viejo in (viejos[n] for n in se_van):
            yield _entero(antes[viejo], _bloque_en(antes, viejo + 1), "borrado")
        for nuevo in (nuevos[n] for n in vienen):
            yield _entero(ahora[nuevo], _bloque_en(ahora, nuevo + 1), "insertado")
        if par is not None:
            yield _Marcado(_bloque_con_cambios(antes[viejos[par[0]]], ahora[nuevos[par[1]]]))


def _bloque_en(bloques: Sequence[Bloque], lugar: int) -> Bloque | None:
    return bloques[lugar] if lugar < len(bloques) else None


def _clave(bloque: Bloque) -> Hashable:
    """Clave igual en dos bloques si son el mismo; la de una tabla no mira sus filas."""
    match bloque:
        case Titulo():
            return ("título", bloque.nivel, bloque.texto)
        case Parrafo():
            lista = bloque.lista
            lugar = lista and (lista.nivel, lista.numero is None, lista.sigue)
            return ("párrafo", bloque.estilo, lugar, _claves(bloque.contenido))
        case Tabla():
            return ("tabla", _forma_de_tabla(bloque), _rotulos(bloque))
        case Salto() | Indice():
            return type(bloque).__name__
        case Grafico():
            return bloque


def _forma_de_tabla(tabla: Tabla) -> Hashable:
    """La forma de una tabla, que no lleva control de cambios: columnas, franjas y rótulos."""
    celdas = (tuple((c.columnas, c.filas, c.estilo) for c in fila.celdas) for fila in tabla.rotulos)
    franjas = (
        solo_texto(fila.celdas[0].contenido) for fila in tabla.rotulos if len(fila.celdas) == 1
    )
    return (len(tabla.anchos), tabla.clase, tuple(celdas), tuple(franjas))


def _rotulos(tabla: Tabla) -> Hashable:
    return tuple(solo_texto(c.contenido) for fila in tabla.rotulos for c in fila.celdas)


_CON_MAS_COLUMNAS = 0.5
"""Parecido de una tabla con la que además tiene otras columnas."""


class _Medida:
    """Función del parecido, de 0 a 1, de un bloque de antes y uno de ahora, por sus lugares."""

    def __init__(self, antes: Sequence[Bloque], ahora: Sequence[Bloque]) -> None:
        self._antes, self._ahora = antes, ahora
        textos = (
            solo_texto(bloque.contenido) if isinstance(bloque, Parrafo) else ""
            for bloque in (*antes, *ahora)
        )
        letras = palabras_en_letras(map(en_plano, textos))
        self._letras = letras[: len(antes)], letras[len(antes) :]

    def __call__(self, lugar_viejo: int, lugar_nuevo: int) -> float:
        """Qué tanto se parecen un bloque viejo y uno nuevo, de 0 a 1."""
        viejo, nuevo = self._antes[lugar_viejo], self._ahora[lugar_nuevo]
        if isinstance(viejo, Tabla) and isinstance(nuevo, Tabla):
            if _forma_de_tabla(viejo) == _forma_de_tabla(nuevo):
                return 1.0
            return 0.0 if lugares_de_columnas(viejo, nuevo) is None else _CON_MAS_COLUMNAS
        if not (isinstance(viejo, Parrafo) and isinstance(nuevo, Parrafo)):
            return 0.0
        if viejo.estilo != nuevo.estilo or (viejo.lista is None) != (nuevo.lista is None):
            return 0.0
        return parecido_de_textos(
            self._letras[0][lugar_viejo], self._letras[1][lugar_nuevo], PARECIDO
        )


def _bloque_con_cambios(antes: Bloque, ahora: Bloque) -> Bloque:
    """El bloque de ahora, con lo que cambió de sus textos o de sus filas."""
    if isinstance(antes, Parrafo) and isinstance(ahora, Parrafo):
        return attrs.evolve(ahora, contenido=_texto(antes.contenido, ahora.contenido))
    if isinstance(antes, Tabla) and isinstance(ahora, Tabla):
        return _tabla(antes, ahora)
    return ahora


# ------------------------------------------------------------------ tablas


def _tabla(antes: Tabla, ahora: Tabla) -> Tabla:
    """La tabla de ahora con las filas de las dos, cada una con su cambio."""
    agregadas = frozenset[int]()
    if len(antes.anchos) < len(ahora.anchos):
        lugares = lugares_de_columnas(antes, ahora) or []
        agregadas = frozenset(range(len(ahora.anchos))).difference(lugares)
        antes = con_las_columnas_de(ahora, antes, lugares)
    if ahora.clase == "cifras":  # cada renglón es de todas: el número, su nombre y lo demás
        filas = [*zip_longest(range(len(antes.filas)), range(len(ahora.filas)))]
    else:
        filas = filas_pendientes(antes, ahora, agregadas)
    cambios = tuple(map(_cambio, filas))
    marcas = ["" if j is None else ahora.filas.marcas[j] for _, j in filas]
    columnas = tuple(
        _columna(vieja, nueva, filas)
        for vieja, nueva in zip(antes.columnas, ahora.columnas, strict=True)
    )
    resumen = (
        (i is not None and i in antes.resumenes) or (j is not None and j in ahora.resumenes)
        for i, j in filas
    )
    return attrs.evolve(
        ahora,
        rotulos=tuple(map(_fila_de_rotulos, antes.rotulos, ahora.rotulos)),
        filas=FilasDeTabla(marcas, columnas),
        resumenes=tuple(lugar for lugar, es in enumerate(resumen) if es),
        cambios=cambios if any(cambios) else (),
    )


def _cambio(fila: Pendiente) -> Cambio | None:
    """El cambio de una fila ``(antes, ahora)``, según en cuál de las dos tablas está."""
    if fila[0] is None:
        return "insertado"
    return "borrado" if fila[1] is None else None


def _fila_de_rotulos(antes: Fila, ahora: Fila) -> Fila:
    """La fila de rótulos de ahora, con lo que cambió en sus textos."""
    pares = zip(antes.celdas, ahora.celdas, strict=True)
    celdas = tuple(
        attrs.evolve(celda, contenido=_texto(vieja.contenido, celda.contenido))
        for vieja, celda in pares
    )
    return attrs.evolve(ahora, celdas=celdas)


def _columna(
    antes: ColumnaDeTabla, ahora: ColumnaDeTabla, filas: Sequence[Pendiente]
) -> ColumnaDeTabla:
    """La columna de ahora con las celdas de las filas, pares ``(antes, ahora)``, de las dos."""
    contenidos: list[Contenido] = []
    estilos: list[str] = []
    cubre: list[int] = []
    abarca: list[int] = []
    cabeza = 0
    for lugar, (vieja, nueva) in enumerate(filas):
        columna, fila = (ahora, nueva) if nueva is not None else (antes, vieja)
        if fila is None:
            continue
        estilos.append(columna.estilo(fila))
        abarca.append(columna.abarca(fila))
        if lugar and abarca[-1] and not columna.cubre(fila):  # la cubre una celda de arriba
            contenidos.append(contenidos[-1])
            cubre.append(0)
            cubre[cabeza] += 1
            continue
        cabeza = lugar
        cubre.append(1)
        contenido = columna.contenidos[fila]
        if vieja is not None and nueva is not None:
            contenido = _texto(antes.contenidos[vieja], contenido)
        elif nueva is None:
            contenido = _sin_campos(contenido)
        contenidos.append(contenido)
    return columna_de(contenidos, estilos, cubre, abarca)


# ------------------------------------------------------------------ textos

_PALABRA = re.compile(r"\s+|\S*\d\s%\S*|\S+")
"""De blanco a blanco: «92,31 %», «1.1» y «2026-04-30» cambian enteros, y no cifra por cifra."""
_LO_QUE_QUEDA = 0.3
"""Si de un texto sigue menos que esta parte, se lee mejor quitado y puesto entero."""
_TramoIgual = tuple[int, int, int]
"""Unos pedazos que siguen: dónde empiezan antes y ahora, y cuántos son."""


def _texto(antes: Contenido, ahora: Contenido) -> Contenido:
    """El texto de ahora, con las palabras que se quitaron y las que se pusieron."""
    if _claves(antes) == _claves(ahora):
        return ahora
    viejos, nuevos = list(_pedazos(antes)), list(_pedazos(ahora))
    tramos = list(_cambiados(viejos, nuevos))
    return tuple(_pegados(tramos))


def _cambiados(
    viejos: Sequence[Tramo], nuevos: Sequence[Tramo]
) -> Iterator[tuple[Cambio | None, Sequence[Tramo]]]:
    """Los pedazos que siguen, los que se quitaron y los que se pusieron, en su orden."""
    siguen = [
        (viejo, nuevo, largo)
        for viejo, nuevo, largo in iguales([*map(_sin_campo, viejos)], [*map(_sin_campo, nuevos)])
        # Un blanco suelto entre dos palabras cambiadas no es lo que sigue igual.
        if not largo or not _en_blanco(nuevos[nuevo : nuevo + largo])
    ]
    quedan = sum(_letras(nuevos[nuevo : nuevo + largo]) for _, nuevo, largo in siguen)
    if quedan < max(_letras(viejos), _letras(nuevos)) * _LO_QUE_QUEDA:
        siguen = [(len(viejos), len(nuevos), 0)]
    viejo = nuevo = 0
    for viejo_igual, nuevo_igual, largo in _sin_blancos_de_cambios(siguen, viejos, nuevos):
        quitados, puestos = viejos[viejo:viejo_igual], nuevos[nuevo:nuevo_igual]
        yield "borrado", quitados
        if _van_pegados(quitados, puestos):
            yield None, (ENTRE_CAMBIOS,)
        yield "insertado", puestos
        yield None, nuevos[nuevo_igual : nuevo_igual + largo]
        viejo, nuevo = viejo_igual + largo, nuevo_igual + largo


def _sin_blancos_de_cambios(
    siguen: Sequence[_TramoIgual], viejos: Sequence[Tramo], nuevos: Sequence[Tramo]
) -> list[_TramoIgual]:
    """Tramos que siguen, sin el blanco que separa lo que se quitó de lo que se puso en su lugar.

    Va en los dos cambios: «hay ~~26 ~~__27 __filas» se lee, y «hay ~~26~~__27__ filas» dice 2627.
    Es el de después o, al final del texto, el de antes.
    """
    quedan: list[_TramoIgual] = []
    viejo = nuevo = 0
    for viejo_igual, nuevo_igual, largo in siguen:
        al_cambio = 0
        if _van_pegados(viejos[viejo:viejo_igual], nuevos[nuevo:nuevo_igual]):
            al_cambio = _hasta_el_blanco(nuevos[nuevo_igual : nuevo_igual + largo])
            if not largo and quedan and quedan[-1][2] and _en_blanco(nuevos[nuevo - 1 : nuevo]):
                quedan[-1] = (*quedan[-1][:2], quedan[-1][2] - 1)
        viejo, nuevo = viejo_igual + largo, nuevo_igual + largo
        quedan.append((viejo_igual + al_cambio, nuevo_igual + al_cambio, largo - al_cambio))
    return quedan


def _van_pegados(quitados: Sequence[Tramo], puestos: Sequence[Tramo]) -> bool:
    """Si lo que se puso empieza donde acaba lo que se quitó, sin un blanco entre los dos."""
    return bool(quitados and puestos) and not (_en_blanco(quitados[-1:]) or _en_blanco(puestos[:1]))


def _hasta_el_blanco(pedazos: Sequence[Tramo]) -> int:
    """Cuántos pedazos hay hasta el primer blanco, con él; 0 si antes hay algo que no es texto."""
    for lugar, pedazo in enumerate(pedazos, 1):
        if not isinstance(pedazo, str):
            break
        if not pedazo.strip():
            return lugar
    return 0


def _pegados(grupos: Iterable[tuple[Cambio | None, Sequence[Tramo]]]) -> Iterator[Tramo]:
    """Los tramos de cada grupo, con sus textos seguidos unidos y marcados con su cambio."""
    for cambio, pedazos in grupos:
        tramos = con_textos_unidos(map(_sin_campo, pedazos) if cambio == "borrado" else pedazos)
        for tramo in tramos:
            if cambio is None or isinstance(tramo, Cambiado):
                yield tramo
            else:
                yield Cambiado(tramo, cambio)


def _pedazos(contenido: Contenido) -> Iterator[Tramo]:
    """Los pedazos de un contenido: cada palabra y cada blanco; lo que no es un texto, entero."""
    for tramo in (contenido,) if isinstance(contenido, str) else contenido:
        if isinstance(tramo, str):
            yield from _PALABRA.findall(tramo)
        else:
            yield tramo


def _claves(contenido: Contenido) -> Hashable:
    """Lo que de un contenido se compara: su texto, o sus tramos sin campos."""
    return (
        solo_texto(contenido) if isinstance(contenido, str) else tuple(map(_sin_campo, contenido))
    )


def _letras(pedazos: Iterable[Tramo]) -> int:
    return len(solo_texto(tuple(pedazos)))


def _en_blanco(pedazos: Iterable[Tramo]) -> bool:
    return all(isinstance(pedazo, str) and not pedazo.strip() for pedazo in pedazos)


def _sin_campo(tramo: Tramo) -> Tramo:
    """El tramo; del que remite o cuenta, sólo su texto: lo que se quita ya no lo hace.

    Y con él se comparan dos tramos: el ancla de una leyenda es de cada documento.
    """
    return tramo.texto if isinstance(tramo, NumeroDeLeyenda | Remision) else tramo


def _sin_campos(contenido: Contenido) -> Contenido:
    """El contenido, con sólo el texto de lo que remite o cuenta."""
    if isinstance(contenido, str):
        return contenido
    return tuple(map(_sin_campo, contenido))
