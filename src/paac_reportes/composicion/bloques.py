"""De cada bloque del cuerpo a sus nodos.

``nodos_de_bloque`` lo hace en un ``Sitio``: el encargo, la parte del plan que le toca y el papel.
Debajo va cada clase de bloque: las tablas, los títulos y textos, las imágenes, las cifras de una
primera página, los párrafos de un Markdown y las firmas, que van al pie una al lado de otra.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, zip_longest
from typing import assert_never

import attrs

from paac_reportes import clases
from paac_reportes.composicion.aspecto import JuegoDeColumnas, enlazado
from paac_reportes.composicion.encargo import EncargoDeComposicion, Sitio
from paac_reportes.composicion.hojas_aparte import apartar
from paac_reportes.composicion.numeracion import TituloPorNumerar
from paac_reportes.composicion.pagina import imagen_que_cabe
from paac_reportes.composicion.tablas.alcances import (
    Alcance,
    TodoElPlan,
    filas_de_tabla_dada,
    trae_alguna,
)
from paac_reportes.composicion.tablas.pesadas import TablaSinAnchos, en_paginas
from paac_reportes.composicion.tablas.tabla import (
    leer_tabla,
    notas_de,
    notas_de_omitidas,
    son_del_plan,
    tabla_de,
    tabla_vacia,
)
from paac_reportes.composicion.variables import RedaccionDePlantilla
from paac_reportes.errores import Aviso
from paac_reportes.expresiones import expresion
from paac_reportes.formatos.definicion.bloques import (
    CARGO_POR_LLENAR,
    NOMBRE_POR_LLENAR,
    POR_LLENAR,
    BloqueContenido,
    BloqueDatos,
    BloqueDelCuerpo,
    BloqueFirmas,
    BloqueImagen,
    BloqueMapaDeCalor,
    BloqueParrafo,
    BloqueSalto,
    BloqueTabla,
    BloqueTexto,
    BloqueTitulo,
    DatoDeBloque,
    TablaDeFormato,
)
from paac_reportes.formatos.definicion.recorridos import es_de_otro_contenido
from paac_reportes.grupos import agrupadas
from paac_reportes.maqueta import contenido as c
from paac_reportes.maqueta.contenido import ESPACIO_DURO, Enfasis, Tramo, solo_texto
from paac_reportes.maqueta.estilos import (
    CIFRA_DE_ALARMA,
    ESTILO_DE_APARTADO,
    ESTILO_DE_FICHA,
    ESTILO_DESTACADO,
    ESTILOS_DE_CIFRA,
    ESTILOS_DE_LISTA,
    ESTILOS_DE_PORTADA,
)
from paac_reportes.maqueta.medida.ajuste import Lienzo
from paac_reportes.maqueta.medida.anchos import acomodar
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Bloque, Indice, Lista, Parrafo, Salto, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila
from paac_reportes.modelo import Firma
from paac_reportes.modelo.temas import tema_de
from paac_reportes.textos.markdown import BloqueDeTexto, Trozo, leer_markdown
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import lista


def nodos_de_bloque(  # noqa: C901 - una tabla de casos, uno por clase de bloque
    bloque: BloqueDelCuerpo, sitio: Sitio
) -> Iterator[Bloque]:
    """Los nodos de un bloque en un sitio."""
    match bloque:
        case BloqueTitulo():
            yield from de_titulo(bloque, sitio)
        case BloqueParrafo():
            yield from de_parrafo(bloque, sitio)
        case BloqueTexto():
            yield from de_texto(bloque, sitio)
        case BloqueDatos():
            yield from de_datos(bloque, sitio)
        case BloqueTabla():
            yield from en_su_hoja(bloque.hoja, de_tabla(bloque, sitio), sitio)
        case BloqueMapaDeCalor():
            yield from de_mapa_de_calor(bloque, sitio)
        case BloqueImagen():
            yield from de_imagen(bloque, sitio)
        case BloqueFirmas():
            yield from firmas_de(bloque, sitio)
        case BloqueContenido():
            yield Indice(titulo=sitio.redaccion(bloque.titulo), niveles=bloque.niveles)
        case BloqueSalto():
            yield Salto()
        case _:
            assert_never(bloque)


def en_su_hoja(hoja: str, bloques: Iterable[Bloque], sitio: Sitio) -> Iterable[Bloque]:
    """Los nodos de un bloque; en un libro, si va en otra hoja, lo que queda en su lugar."""
    nombre = sitio.redaccion(hoja) if sitio.encargo.medio == "libro" else ""
    if not nombre.strip():
        return bloques
    return apartar(bloques, nombre, sitio.encargo.hojas_aparte)


def de_datos(bloque: BloqueDatos, sitio: Sitio) -> Iterator[Bloque]:
    """Las tablas o párrafos de un bloque de datos, con cada rótulo junto a su valor."""
    parejas = [(dato, *_pareja(dato, sitio)) for dato in bloque.filas]
    if bloque.omite_vacios:
        parejas = [(dato, rotulo, valor) for dato, rotulo, valor in parejas if valor.strip()]
    if not parejas:
        return
    es_impreso = sitio.encargo.formato.aspecto.resuelto.tabla.cuadricula
    estilo_de_valor = ESTILO_DE_FICHA if es_impreso else "celda"
    if sitio.encargo.tiene_hojas_aparte:
        for dato, rotulo, texto in parejas:
            marca = sitio.encargo.marcas.de_texto(sitio.redaccion, f"{dato.rotulo}: {dato.texto}")
            yield Parrafo(f"{rotulo}: {texto}", marca=marca)
        return
    if bloque.presenta == "portada" and not es_impreso:
        yield from _portada(parejas, float(bloque.ancho_de_rotulo) / 100, sitio)
        return
    por_fila = min(bloque.por_fila, len(parejas))
    filas = [parejas[n : n + por_fila] for n in range(0, len(parejas), por_fila)]
    ancho_de_rotulo = float(bloque.ancho_de_rotulo) / 100
    yield Tabla(
        anchos=(ancho_de_rotulo / por_fila, (1 - ancho_de_rotulo) / por_fila) * por_fila,
        filas=tuple(_fila_de_datos(fila, por_fila, estilo_de_valor, sitio) for fila in filas),
        descripcion="Datos",
        clase="ficha",
    )


def _portada(
    parejas: Sequence[tuple[DatoDeBloque, str, str]], ancho_de_rotulo: float, sitio: Sitio
) -> Iterator[Tabla]:
    """Los datos de una portada: el primero en una tabla, sin su rótulo, y los demás debajo.

    ``parejas``: cada dato con su rótulo y su valor ya redactados.
    """
    (primero, _, nombre), *demas = parejas
    marca_de = functools.partial(sitio.encargo.marcas.de_texto, sitio.redaccion)
    estilo_de_nombre, estilo_de_rotulo, estilo_de_valor = ESTILOS_DE_PORTADA
    arriba = Fila((Celda(nombre, estilo_de_nombre),), marca_de(primero.texto))
    yield Tabla(anchos=(1.0,), filas=(arriba,), descripcion=primero.rotulo, clase="portada")
    filas = [
        Fila(
            (Celda(rotulo, estilo_de_rotulo), Celda(enlazado(texto), estilo_de_valor)),
            marca_de(dato.rotulo, dato.texto),
        )
        for dato, rotulo, texto in demas
    ]
    if filas:
        anchos = (ancho_de_rotulo, 1 - ancho_de_rotulo)
        yield Tabla(anchos=anchos, filas=tuple(filas), descripcion="Datos", clase="ficha")


def _fila_de_datos(
    parejas: Sequence[tuple[DatoDeBloque, str, str]], cuantas: int, de_valor: str, sitio: Sitio
) -> Fila:
    """Una fila de una ficha, de ``cuantas`` parejas de rótulo y valor; las que falten, en blanco.

    ``de_valor``: el nombre del estilo de los valores.
    """
    celdas: list[Celda] = []
    plantillas: list[str] = []
    for dato, rotulo, texto in parejas:
        celdas += [Celda(rotulo, "dato"), Celda(enlazado(texto), de_valor)]
        plantillas += [dato.rotulo, dato.texto]
    faltan = cuantas - len(parejas)
    celdas += [Celda("", "dato"), Celda("", de_valor)] * faltan
    plantillas += ["", ""] * faltan
    return Fila(tuple(celdas), sitio.encargo.marcas.de_texto(sitio.redaccion, *plantillas))


def _pareja(dato: DatoDeBloque, sitio: Sitio) -> tuple[str, str]:
    """El rótulo de un dato y su valor; si falta y se llena a mano, el renglón para hacerlo."""
    rotulo, texto = sitio.redaccion(dato.rotulo), sitio.redaccion(dato.texto)
    if texto.strip() or not dato.por_llenar:
        return rotulo, texto
    motivo = f"los datos no traen «{rotulo}»: va el renglón en blanco"
    sitio.encargo.avisos.append(Aviso("por_llenar_a_mano", "", motivo))
    return rotulo, POR_LLENAR


def de_tabla(bloque: BloqueTabla, sitio: Sitio) -> Iterator[Bloque]:
    """Las tablas de un componente, de varios o del plan."""
    tablas = sitio.encargo.formato.tablas_de(bloque, sitio.encargo.medio)
    # De las que muestran una misma tabla dada sale una sola.
    for clases_de_la_dada in agrupadas((tabla.de, tabla) for tabla in tablas).values():
        yield from _tablas_de_unas_clases(clases_de_la_dada, bloque, sitio)


def _tablas_de_unas_clases(
    clases: Sequence[TablaDeFormato], bloque: BloqueTabla, sitio: Sitio
) -> Iterator[Bloque]:
    """Las tablas que un bloque escribe; si a ninguna le tocan filas, la primera, por llenar.

    ``clases``: las tablas del formato entre las que se reparten las filas.
    """
    encargo = sitio.encargo
    del_plan = son_del_plan(clases)
    filas = filas_de_tabla_dada(encargo.filas, clases[0].de)
    de_todo = [TodoElPlan(encargo.contenido, filas, lambda: encargo.hallazgos, sitio.proceso)]
    alcances = de_todo if del_plan else sitio.componentes
    yield from _tablas_repartidas(clases, alcances, sitio, bloque)
    sin_filas = del_plan and _espera_filas(clases, encargo)
    if sin_filas or (not del_plan and not any(alcance.dentro for alcance in sitio.componentes)):
        notas = notas_de(clases[0], sitio.redaccion)
        redaccion = sitio.redaccion.con_llamadas(notas.llamadas)
        vacia = tabla_vacia(clases[0], sitio.ajustes, redaccion)
        yield _a_lo_ancho(vacia, clases[0], sitio.ajustes.columnas(clases[0]), sitio)
        yield from notas.parrafos()


def _tablas_repartidas(
    clases: Sequence[TablaDeFormato],
    alcances: Sequence[Alcance],
    sitio: Sitio,
    bloque: BloqueTabla,
) -> Iterator[Bloque]:
    """Cada tabla de un bloque, con su leyenda antes y sus notas después.

    ``alcances``: los componentes o el plan de que salen las filas; ``clases``, las tablas del
    formato entre las que se reparten.
    """
    encargo = sitio.encargo
    for reparto in sitio.por_clase.repartir(clases, alcances):
        notas = notas_de(reparto.tabla, sitio.redaccion)
        redaccion = sitio.redaccion.con_llamadas(notas.llamadas)
        if reparto.tabla.presenta == "cifras":
            lectura = leer_tabla(reparto, alcances, sitio.ajustes, redaccion)
            columnas, tabla = lectura.columnas, tabla_de(lectura, sitio.ajustes, redaccion)
            filas = chain.from_iterable(renglones.filas for renglones in lectura.secciones)
            medidas = (getattr(fila, "medida", None) for fila in filas)
            if not encargo.tiene_hojas_aparte:  # en un libro, cada cifra es un número en su celda
                tabla = en_cifras(tabla, [bool(medida and medida.alarma) for medida in medidas])
        else:
            columnas, tabla = sitio.por_clase.tabla(reparto, clases, alcances, redaccion)
            entera = acomodada(tabla, reparto.tabla, sitio.lienzo)
            tabla = _a_lo_ancho(entera, reparto.tabla, columnas, sitio)
        yield from sitio.encargo.leyenda("Tabla", sitio.redaccion(bloque.leyenda), bloque.clave)
        yield tabla
        yield from notas.parrafos()
        if any(columna.al_omitir for columna in reparto.tabla.columnas):
            omitidas = notas_de_omitidas(reparto.tabla, columnas, redaccion)
            nuevas = (*sitio.encargo.notas_nuevas(omitidas),)
            if nuevas:
                yield Parrafo(" ".join(nuevas), "nota")


def acomodada(tabla: Tabla, definida: TablaDeFormato, lienzo: Lienzo) -> Tabla:
    """La tabla con otros anchos, para que nada se parta, si el formato lo pide.

    También si repite columnas: sus anchos ya no son los que pensó quien hizo el formato. La de
    anchos por decidir queda como está: se los da ``con_sus_anchos``.
    """
    repite = len(tabla.anchos) > len(definida.columnas)
    if isinstance(tabla, TablaSinAnchos) or not (repite or definida.acomoda):
        return tabla
    return acomodar(tabla, lienzo.medidor, lienzo.ancho)


def _a_lo_ancho(
    tabla: Tabla, definida: TablaDeFormato, columnas: JuegoDeColumnas, sitio: Sitio
) -> Tabla:
    """La tabla; en un libro, con lo que se repite si ocupa varias páginas de ancho."""
    if definida.fijas is None or sitio.encargo.medio != "libro":
        return tabla
    return en_paginas(tabla, definida, columnas, sitio.lienzo)


def _espera_filas(clases: Sequence[TablaDeFormato], encargo: EncargoDeComposicion) -> bool:
    """Si unas tablas son de filas que no se dieron, o de una lista que otro contenido no trae."""
    recorren = {seccion.recorre for tabla in clases for seccion in tabla.secciones}
    return ("filas" in recorren and not filas_de_tabla_dada(encargo.filas, clases[0].de)) or any(
        es_de_otro_contenido(recorre) and not trae_alguna(encargo.contenido, recorre)
        for recorre in recorren
    )


def de_titulo(bloque: BloqueTitulo, sitio: Sitio) -> Iterator[Bloque]:
    """El título de un bloque, si su texto dice algo."""
    nueva = bloque.pagina_nueva == "siempre" or (
        bloque.pagina_nueva == "entre" and not sitio.es_el_primero
    )
    texto = sitio.redaccion(bloque.texto)
    if texto.strip():
        marca = sitio.encargo.marcas.de_texto(sitio.redaccion, bloque.texto)
        yield _titulo(texto, bloque, sitio, en_pagina_nueva=nueva, marca=marca)


def _titulo(
    texto: str,
    bloque: BloqueTitulo | BloqueTexto,
    sitio: Sitio,
    *,
    en_pagina_nueva: bool = False,
    marca: str = "",
) -> Titulo:
    """El título de un bloque, con ese texto ya redactado; si se numera, queda por numerar.

    ``marca``: la que dice de qué dato es.
    """
    nivel = bloque.nivel
    if sitio.encargo.formato.numeracion is None and not _se_omite(bloque):
        return Titulo(texto=texto, nivel=nivel, en_pagina_nueva=en_pagina_nueva, marca=marca)
    por_numerar = TituloPorNumerar(
        texto=texto,
        nivel=nivel,
        en_pagina_nueva=en_pagina_nueva,
        marca=marca,
        numeracion="seguida",
    )
    return attrs.evolve(
        por_numerar,
        numeracion=bloque.numeracion,
        clave=bloque.clave or "",
        bloque=id(bloque),
        omite_vacio=_se_omite(bloque),
    )


def _se_omite(bloque: BloqueTitulo | BloqueTexto) -> bool:
    return isinstance(bloque, BloqueTitulo) and bloque.omite_vacio


def de_parrafo(bloque: BloqueParrafo, sitio: Sitio) -> Iterator[Bloque]:
    """El párrafo de un bloque, o uno por cada firma de sus roles; avisa si queda por llenar."""
    estilo = f"texto-{bloque.horizontal}" if bloque.horizontal else "texto"
    if bloque.cada != "firma":
        marca = sitio.encargo.marcas.de_texto(sitio.redaccion, bloque.texto)
        texto = sitio.redaccion(bloque.texto)
        if POR_LLENAR in texto and POR_LLENAR in bloque.texto:
            motivo = f"va el renglón en blanco: «{texto}»"
            sitio.encargo.avisos.append(Aviso("por_llenar_a_mano", "", motivo))
        yield Parrafo(texto, estilo, marca=marca)
        return
    rutas = sitio.encargo.marcas.rutas
    for firma in firmas_de_roles(sitio.encargo.contenido.firmas, bloque.roles):
        marca = rutas.de_firmas(rutas.marca_nueva(), [firma], bloque.texto) if rutas else ""
        yield Parrafo(sitio.redaccion.con(firma=firma)(bloque.texto), estilo, marca=marca)


def de_texto(bloque: BloqueTexto, sitio: Sitio) -> Iterator[Bloque]:
    """Los párrafos de un texto del plan o, si no lo trae, del formato."""
    # Lo que escribió quien llena los datos va como está: no es una plantilla.
    del_contenido = sitio.encargo.textos.get(bloque.clave)
    texto = sitio.redaccion.en_markdown(bloque.texto) if del_contenido is None else del_contenido
    if texto.strip():
        if del_contenido is not None:
            sitio.redaccion.anotar(f"textos.{bloque.clave}", sitio.encargo.contenido)
        if bloque.titulo:
            titulo = sitio.redaccion(bloque.titulo)
            yield _titulo(titulo, bloque, sitio, en_pagina_nueva=bloque.pagina_nueva)
        rutas = sitio.encargo.marcas.rutas if del_contenido is not None else None
        parrafos = _parrafos_del_texto(bloque, texto, es_del_formato=del_contenido is None)
        yield from parrafos if rutas is None else rutas.de_parrafos(bloque.clave, parrafos)


def _parrafos_del_texto(
    bloque: BloqueTexto, texto: str, *, es_del_formato: bool
) -> Iterator[Parrafo | Titulo]:
    """Los párrafos de un texto en Markdown, con el aspecto que pide su bloque.

    ``es_del_formato``: si no lo escribió quien llena el plan; sólo así va como apartado.
    """
    apartado = bloque.apartado and es_del_formato
    if not (apartado or bloque.destaca):
        yield from parrafos_y_subtitulos(texto, bloque.nivel)
        return
    parrafos = [*map(parrafo_de, leer_markdown(texto))]
    if es_del_formato:
        parrafos = [*map(con_numeros_juntos, parrafos)]
    if apartado and [bool(parrafo.lista) for parrafo in parrafos[:2]] == [False, True]:
        # Ya va todo en negrita.
        yield Parrafo(solo_texto(parrafos.pop(0).contenido), ESTILO_DE_APARTADO)
    for parrafo in parrafos:
        se_destaca = bloque.destaca and not parrafo.lista
        yield attrs.evolve(parrafo, estilo=ESTILO_DESTACADO) if se_destaca else parrafo


_PARTE_DE_PAGINA = 0.9
"""Parte máxima de la página para una imagen."""


def de_imagen(bloque: BloqueImagen, sitio: Sitio) -> Iterator[Bloque]:
    """El párrafo con la imagen de un bloque, reducida si no cabe; nada si no la hay."""
    alto = min(bloque.alto, Decimal(repr(sitio.lienzo.alto * _PARTE_DE_PAGINA)))
    imagen = sitio.membretes.imagen(
        bloque.imagen, bloque.texto_alternativo, alto, sitio.lienzo.ancho
    )
    if imagen is not None:
        yield Parrafo((imagen,), f"texto-{bloque.horizontal}")


def de_mapa_de_calor(bloque: BloqueMapaDeCalor, sitio: Sitio) -> Iterator[Bloque]:
    """Mapa de calor del corte y su leyenda; nada sin mapa o, en un formato de mapa, sin riesgos."""
    calor = sitio.encargo.calor
    # ``formato.de`` es de qué contenido es. Sin riesgos, el mapa mismo ya se ve por llenar.
    if calor is None or (not calor.riesgos and sitio.encargo.formato.de == "mapa"):
        return
    from paac_reportes.composicion.mapa_de_calor import mapa_de_calor  # noqa: PLC0415 - si lo hay

    sitio.redaccion.mostrado.anotar_juntos(
        ("riesgo.referencia", "riesgo.descripcion"), [riesgo.riesgo for riesgo in calor.riesgos]
    )
    leyenda = sitio.encargo.leyenda("Tabla", sitio.redaccion(bloque.leyenda), bloque.clave)
    muestra, mueve = bloque.muestra, bloque.movimiento
    bloques = mapa_de_calor(calor, sitio.lienzo, leyenda, muestra=muestra, movimiento=mueve)
    yield from en_su_hoja(bloque.hoja, bloques, sitio)


# ------------------------------------------------------------------ las cifras en grande
_POR_RENGLON = 4
"""Cifras que caben lado a lado."""
_ENTRE_CIFRAS = 0.024
"""La parte del ancho que queda entre dos, para que cada una tenga su raya."""


def en_cifras(tabla: Tabla, alarmas: Sequence[bool]) -> Tabla:
    """La tabla, con una columna por fila: su primer dato en grande y, debajo, los demás.

    Van a lo más cuatro al lado; las que siguen, debajo. Las de ``alarmas``, en el color de lo malo.
    """
    filas = [[celda.contenido for _, celda, _ in fila] for fila in tabla.rejilla]
    al_lado = min(len(filas), _POR_RENGLON) or 1
    ancho = (1 - _ENTRE_CIFRAS * (al_lado - 1)) / al_lado
    renglones: list[Fila] = []
    estilo_grande, *_ = ESTILOS_DE_CIFRA
    for desde in range(0, len(filas), al_lado):
        pisos = [*zip(*filas[desde : desde + al_lado], strict=True)]
        faltan = al_lado - len(filas[desde : desde + al_lado])
        for contenidos, estilo in zip_longest(
            pisos, ESTILOS_DE_CIFRA, fillvalue=ESTILOS_DE_CIFRA[-1]
        ):
            estilos = [estilo] * al_lado
            if estilo == estilo_grande:
                en_alarma = alarmas[desde : desde + al_lado]
                estilos = [CIFRA_DE_ALARMA if es_alarma else estilo for es_alarma in en_alarma]
                estilos += [estilo] * faltan
            primera, *demas = map(Celda, (*contenidos, *[""] * faltan), estilos)
            con_hueco = ((Celda("", ESTILOS_DE_CIFRA[-1]), celda) for celda in demas)
            renglones.append(Fila((primera, *chain.from_iterable(con_hueco))))
    return attrs.evolve(
        tabla,
        anchos=(*(ancho, _ENTRE_CIFRAS) * (al_lado - 1), ancho),
        rotulos=(),
        filas=renglones,
        clase="cifras",
        va_entera=True,
        titulares=(),
    )


# ------------------------------------------------------------------ de Markdown a párrafos
_EL_MAS_HONDO = 3
"""El nivel de los últimos títulos que todo formato viste."""


def parrafos_y_subtitulos(texto: str, nivel: int) -> Iterator[Parrafo | Titulo]:
    """Párrafos y subtítulos sin número de un texto, bajo un título de ese nivel."""
    for bloque in leer_markdown(texto):
        if bloque.clase == "subtitulo":
            titulo = "".join(trozo.texto for trozo in bloque.trozos)
            yield Titulo(texto=titulo, nivel=min(nivel + 1, _EL_MAS_HONDO))
        else:
            yield parrafo_de(bloque)


_TRAS_UN_NUMERO = expresion(r"(?<=\d) (?=[^\W\d_]{4})")


def con_numeros_juntos(parrafo: Parrafo) -> Parrafo:
    """El párrafo, sin que «12 dependencias» pueda quedar en dos renglones: con espacio duro."""
    contenido = parrafo.contenido
    tramos = (contenido,) if isinstance(contenido, str) else contenido
    return attrs.evolve(parrafo, contenido=tuple(map(_con_numero_junto, tramos)))


def _con_numero_junto(tramo: Tramo) -> Tramo:
    """El tramo, con un espacio que no se parte tras cada número."""
    if isinstance(tramo, Enfasis):
        return attrs.evolve(tramo, texto=_TRAS_UN_NUMERO.sub(ESPACIO_DURO, tramo.texto))
    return _TRAS_UN_NUMERO.sub(ESPACIO_DURO, tramo) if isinstance(tramo, str) else tramo


def parrafo_de(bloque: BloqueDeTexto) -> Parrafo:
    """Un párrafo de Markdown, suelto o de una lista."""
    tramos = [*map(tramo_de_trozo, bloque.trozos)]
    lista = _lista_de(bloque) if bloque.nivel else None
    if lista and lista.marca != bloque.marca:
        tramos.insert(0, f"{bloque.marca} ")
    return Parrafo(tuple(tramos), _estilo_de(bloque, lista), lista)


def tramo_de_trozo(trozo: Trozo) -> Tramo:
    """Un trozo de Markdown, con su énfasis."""
    if trozo.negrita or trozo.cursiva:
        return Enfasis(trozo.texto, trozo.negrita, trozo.cursiva)
    return trozo.texto


_NUMERO_DE_LISTA = expresion(r"(?P<numero>0|[1-9][0-9]{0,3})\.")
"""Los números que Word cuenta; otro (``007.``) es parte del texto, y sale a la letra."""


def _lista_de(bloque: BloqueDeTexto) -> Lista:
    """El lugar de un párrafo en una lista: su nivel, y su número si lo lleva."""
    nivel = min(bloque.nivel, len(ESTILOS_DE_LISTA))
    if coincidencia := _NUMERO_DE_LISTA.fullmatch(bloque.marca):
        return Lista(nivel=nivel, numero=int(coincidencia["numero"]))
    return Lista(nivel=nivel, sigue=bloque.clase == "numerado" or not bloque.marca)


def _estilo_de(bloque: BloqueDeTexto, lista: Lista | None) -> str:
    """El nombre del estilo de un párrafo: de lista, según su nivel, ``nota`` o de texto.

    ``lista``: la del párrafo, o ``None`` si no es de una.
    """
    if lista:
        return ESTILOS_DE_LISTA[lista.nivel - 1]
    if bloque.clase == "nota":
        return "nota"
    # Word estira un renglón justificado que termina en un salto.
    con_saltos = any("\n" in trozo.texto for trozo in bloque.trozos)
    return "texto-izquierda" if con_saltos else "texto-justificada"


# ------------------------------------------------------------------ firmas


def firmas_de_roles(firmas: Sequence[Firma], roles: Sequence[str]) -> list[Firma]:
    """Las firmas de esos roles, sin mirar mayúsculas; sin roles, todas."""
    buscados = {rol.casefold() for rol in roles}
    return [firma for firma in firmas if not buscados or firma.rol.casefold() in buscados]


def firmas_de(bloque: BloqueFirmas, sitio: Sitio) -> Iterator[Tabla]:
    """Una tabla sin marco con las firmas, de a ``por_fila``; ninguna si el plan no las trae.

    ``bloque.sola`` nombra al único que firma; ``siempre`` son los roles que van sin nadie. Cada
    firma es el lugar donde se firma y, bajo una raya, el nombre: así quedan a la misma altura
    los de una fila, tengan los renglones que tengan.
    """
    firmas = firmas_de_roles(sitio.encargo.contenido.firmas, bloque.roles)
    if bloque.sola is not None:
        firmas = _una_sola(sitio.redaccion(bloque.sola).strip(), firmas, bloque.siempre)
    roles = () if bloque.sola is not None and firmas else bloque.siempre
    por_firmar = _por_firmar(roles, firmas, sitio)
    elegidas = _en_orden([*firmas, *por_firmar], bloque.siempre)
    if not elegidas:
        return
    columnas = min(bloque.por_fila, len(elegidas))
    anchos = _DE_UNA_CARTA if bloque.sola is not None else _anchos(columnas)
    raya = Mm(anchos[1] * sitio.lienzo.ancho)  # tras el primer margen
    callada = sitio.redaccion.sin_mostrar()  # lo que se dice de ellas no es un dato del plan
    casillas = [
        _casilla_de(firma, bloque, callada if firma in por_firmar else sitio.redaccion, raya)
        for firma in elegidas
    ]
    grupos = [slice(n, n + columnas) for n in range(0, len(casillas), columnas)]
    yield Tabla(
        anchos=anchos,
        filas=tuple(
            fila
            for grupo in grupos
            for fila in _filas(
                casillas[grupo],
                columnas,
                functools.partial(_marca_de_fila, sitio, bloque.partes, elegidas[grupo]),
            )
        ),
        descripcion="Firmas",
        filas_se_parten=False,
        va_entera=True,
        clase="firmas",
    )


def _una_sola(quien: str, firmas: Sequence[Firma], roles: Sequence[str]) -> list[Firma]:
    """La firma de ``quien``; sin él, la de uno de esos roles o la última; ninguna si no hay."""
    return [Firma(rol="", nombre=quien)] if quien else _en_orden(firmas[::-1], roles)[:1]


def _por_firmar(roles: Sequence[str], firmas: Sequence[Firma], sitio: Sitio) -> list[Firma]:
    """Una firma en blanco por cada rol que nadie tiene, y un aviso que las nombra."""
    roles_que_hay = {_raiz_de_rol(firma.rol) for firma in firmas}
    por_firmar = [
        Firma(rol=rol, nombre=NOMBRE_POR_LLENAR, cargo=CARGO_POR_LLENAR)
        for rol in roles
        if _raiz_de_rol(rol) not in roles_que_hay
    ]
    if por_firmar:
        nombrados = lista([f"«{firma.rol}»" for firma in por_firmar])
        tema = tema_de(sitio.encargo.contenido)
        motivo = f"{tema.el} no trae la firma de {nombrados}: va el renglón en blanco"
        sitio.encargo.avisos.append(Aviso("por_llenar_a_mano", "firmas", motivo))
    return por_firmar


def _en_orden(firmas: Sequence[Firma], roles: Sequence[str]) -> list[Firma]:
    """Las firmas de esos roles en su orden, y después las demás."""
    orden = {_raiz_de_rol(rol): lugar for lugar, rol in enumerate(roles)}
    return sorted(firmas, key=lambda firma: orden.get(_raiz_de_rol(firma.rol), len(orden)))


_LETRAS_DE_UN_ROL = 5
"""Letras del comienzo que bastan para saber qué rol es: ``elabo``."""


def _raiz_de_rol(rol: str) -> str:
    """El comienzo que tienen igual «Elaboró», «ELABORÓ» y «Elaborado por»."""
    return en_plano(rol)[:_LETRAS_DE_UN_ROL]


@clases.frozen
class _Casilla:
    """Una firma como se escribe: lo que va sobre la raya y lo que va debajo."""

    sobre: str
    imagen: c.Contenido
    bajo: str


def _casilla_de(
    firma: Firma, bloque: BloqueFirmas, redaccion: RedaccionDePlantilla, ancho: Mm
) -> _Casilla:
    """Lo que va sobre la raya de una firma, su imagen y lo que va debajo de la raya.

    ``ancho``: el de la raya.
    """
    sobre, bajo = map(redaccion.con(firma=firma), bloque.partes)
    if firma.imagen is None:
        return _Casilla(sobre, "", bajo)
    redaccion.anotar("firma.imagen", firma)
    imagen = imagen_que_cabe(firma.imagen, f"Firma de {firma.nombre}", bloque.alto_imagen, ancho)
    return _Casilla(sobre, (imagen,), bajo)


_PARTE_DE_LA_RAYA, _RAYA_MAS_LARGA = 0.9, 0.4
"""Parte del ancho de cada firma, y parte del de la página, que mide a lo más la raya."""


_DE_UNA_CARTA = (0.01, _RAYA_MAS_LARGA, 0.99 - _RAYA_MAS_LARGA)
"""Los anchos de la única firma de una carta, que va a la izquierda."""


def _anchos(firmas: int) -> tuple[float, ...]:
    """Los anchos, en partes del ancho útil: margen, raya, hueco, raya… y margen.

    Sin huecos entre las firmas, su raya sería una.
    """
    raya = min(_PARTE_DE_LA_RAYA / firmas, _RAYA_MAS_LARGA)
    lado = (1 / firmas - raya) / 2
    return (lado, raya, *(2 * lado, raya) * (firmas - 1), lado)


_SOBRE, _BAJO = 0, 1
"""Qué parte de una firma va en un piso: la de sobre la raya o la de debajo."""


def _marca_de_fila(
    sitio: Sitio, partes: tuple[str, str], firmas: Sequence[Firma], parte: int
) -> str:
    """La marca de una fila de firmas, que dice de quién es cada celda.

    ``partes``: las plantillas de lo que va sobre la raya y debajo; ``parte``: cuál de las dos dice
    esta fila.
    """
    marcas = sitio.encargo.marcas
    marca = marcas.filas.de_firmas(firmas)
    if marcas.rutas is None:
        return marca
    en_celdas = [f for firma in firmas for f in (None, firma)]
    return marcas.rutas.de_firmas(marca, en_celdas, partes[parte])


def _filas(
    grupo: Sequence[_Casilla], columnas: int, marca_de: Callable[[int], str]
) -> Iterator[Fila]:
    """Las filas de las firmas de un grupo, una al lado de otra y con huecos entre ellas.

    ``columnas``: las firmas que caben; las que falten van en blanco. ``marca_de``: da la marca de
    lo que va sobre la raya (0) o debajo (1).
    """
    (parte, primer_piso), *otros_pisos = _pisos(grupo)
    hueco = Celda("", "firma-espacio", filas=1 + len(otros_pisos))
    con_hueco = [(hueco, celda) for celda in primer_piso]
    con_hueco += [(hueco, hueco)] * (columnas - len(grupo))
    celdas = (*(celda for par in con_hueco for celda in par), hueco)
    yield Fila(celdas, marca_de(parte))
    yield from (Fila(tuple(piso), marca_de(parte)) for parte, piso in otros_pisos)


def _pisos(grupo: Sequence[_Casilla]) -> Iterator[tuple[int, list[Celda]]]:
    """Las celdas de unas firmas, por pisos de arriba abajo, con su parte: ``_SOBRE`` o ``_BAJO``.

    Una imagen es donde se firma.
    """
    if any(casilla.imagen for casilla in grupo):
        if any(casilla.sobre for casilla in grupo):
            yield _SOBRE, [Celda(casilla.sobre, "firma-imagen") for casilla in grupo]
        yield _SOBRE, [Celda(casilla.imagen, "firma-imagen") for casilla in grupo]
    else:
        yield _SOBRE, [Celda(casilla.sobre, "firma-espacio") for casilla in grupo]
    yield _BAJO, [Celda(casilla.bajo, "firma-raya") for casilla in grupo]
