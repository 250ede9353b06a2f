"""El documento compuesto, renglón por renglón, como se ha de leer en lo escrito.

De las hojas de un libro se toma lo que ``maqueta.hoja`` decide, una vez, para quien las escribe y
para quien las comprueba.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from paac_reportes.maqueta.contenido import (
    Cambiado,
    CampoCalculado,
    Cifra,
    Contenido,
    Copia,
    Dia,
    Enlace,
    Imagen,
    Tramo,
    sin_cambio,
    solo_texto,
)
from paac_reportes.maqueta.cortes import Cortador, esta_en_su_franja
from paac_reportes.maqueta.documento import AjustesDeHoja, Documento, Lado, Marco, titulos_de
from paac_reportes.maqueta.grupos import Agrupador
from paac_reportes.maqueta.hoja.libro import (
    Enlazadas,
    disponer_con_contenido,
    enlazadas_de,
    nombres_de_hoja,
)
from paac_reportes.maqueta.hoja.montaje import HojaMontada
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos
from paac_reportes.maqueta.hojas_de_datos import Valor as ValorDeDatos
from paac_reportes.maqueta.lados import EnLados, anchos_de_lados, en_lados
from paac_reportes.maqueta.medida.ajuste import LETRAS_POR_CELDA, Medidor
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Bloque, Grafico, Indice, Parrafo, Tabla, Titulo
from paac_reportes.maqueta.programas import WORD
from paac_reportes.maqueta.rejilla import resolver
from paac_reportes.opc.excel.libro import de_celda
from paac_reportes.prueba.abierto import huella
from paac_reportes.prueba.escrito import IMPRESO, Escrito, Guardado, Valor
from paac_reportes.prueba.graficos import grafico_debido
from paac_reportes.prueba.leido import DeSeccion, Renglon, TextoLeido, cubre, suelto

_SALTO = re.compile(r"\r\n|\r")
_PAGINA = "⟦página⟧"


def _a_la_letra(contenido: Contenido) -> str:
    """Lo que dice, con sus enlaces e imágenes; un salto de línea es uno, venga como venga."""
    tramos = (contenido,) if isinstance(contenido, str) else contenido
    return _SALTO.sub("\n", "".join(map(_tramo, tramos)))


def _tramo(tramo: Tramo) -> str:
    match tramo:
        case CampoCalculado():
            return _PAGINA
        case Enlace():
            return f"{tramo.texto}⟦enlace: {tramo.direccion}⟧"
        case Imagen():
            return f"⟦imagen: {tramo.texto_alternativo} {huella(tramo.datos)}⟧"
        case Cambiado():
            return _tramo(tramo.tramo)
        case _:
            return solo_texto((tramo,))


# ------------------------------------------------------------------ Word


def en_word(documento: Documento, de_la_hoja: Sequence[DeSeccion]) -> Escrito:
    """Lo que debe decir un Word; ``de_la_hoja``, las secciones de la hoja o el cuerpo en que va."""
    renglones = [*_del_cuerpo(documento)]
    marcos = [parte.marco for parte in documento.partes]
    if documento.cuerpo is not None:
        return Escrito(renglones, [*de_la_hoja], {}, [])
    if documento.membrete is not None:
        return Escrito(renglones, [*_del_membrete(marcos, de_la_hoja)], {}, [])
    secciones = [s for numero, marco in enumerate(marcos, 1) for s in _de_seccion(marco, numero)]
    return Escrito(renglones, secciones, {}, [])


def _del_cuerpo(documento: Documento) -> Iterator[Renglon]:
    textos = tablas = 0
    for parte in documento.partes:
        agrupador = Agrupador(documento.estilos, Cortador(documento.estilos, parte.marco, WORD))
        bloques = en_lados(parte.bloques, parte.cambios)
        ancho = parte.marco.pagina.ancho_util
        en_franja: Titulo | None = None
        for bloque, siguiente in zip_longest(bloques, bloques[1:]):
            if isinstance(bloque, Titulo) and esta_en_su_franja(bloque, siguiente):
                en_franja = bloque  # la tabla que sigue ya lo dice
            elif isinstance(bloque, EnLados):
                tablas += 1
                yield _de_lados(bloque, ancho, documento, f"la tabla {tablas}")
            elif isinstance(bloque, Tabla):
                tablas += 1
                agrupada = agrupador.agrupar(bloque).tabla
                yield from _de_tabla(agrupada, f"la tabla {tablas}", en_franja)
                en_franja = None
            else:
                for texto, como in _de_bloque(bloque, ancho, documento):
                    textos += 1
                    yield from suelto(f"el cuerpo, texto {textos}", texto, como)


def _de_lados(bloque: EnLados, ancho: Mm, documento: Documento, lugar: str) -> Renglon:
    """Una fila: lo de cada lado, en su celda."""
    lados = zip(anchos_de_lados(ancho), bloque.lados, strict=True)
    celdas = [
        "\n".join(texto for uno in lado for texto, _ in _de_bloque(uno, de_lado, documento))
        for de_lado, lado in lados
    ]
    return tuple(
        TextoLeido(texto, cubre(1, 1), lugar=f"{lugar}, fila 1, columna {columna}")
        for columna, texto in enumerate(celdas, 1)
    )


def _de_bloque(bloque: Bloque, ancho: Mm, documento: Documento) -> Iterator[tuple[str, str]]:
    match bloque:
        case Grafico():
            yield grafico_debido(bloque, ancho), ""
        case Titulo():
            como = f"título {bloque.nivel}" if bloque.nivel else "título del documento"
            yield _a_la_letra(bloque.con_numero), como
        case Parrafo():
            texto = _a_la_letra(bloque.contenido)
            # La viñeta la pone Word; el número se lee.
            numerado = bloque.lista is not None and bloque.lista.numero is not None
            marca = f"{bloque.lista.marca} " if bloque.lista is not None and numerado else ""
            yield (f"{marca}{texto}".rstrip() if marca.strip() else texto), ""
        case Indice():
            yield bloque.titulo, ""
            for titulo in titulos_de(documento):
                if titulo.nivel <= bloque.niveles:
                    yield " ".join(titulo.con_numero.split()), ""
        case _:
            pass


def _de_tabla(tabla: Tabla, lugar: str, en_franja: Titulo | None = None) -> Iterator[Renglon]:
    """Sus rótulos y sus filas: las celdas que empiezan en cada una."""
    grupos = [resolver(filas, len(tabla.anchos)) for filas in (tabla.rotulos, tabla.filas)]
    bordes = sorted({puesto.columna for grupo in grupos for fila in grupo for puesto in fila})
    fila = 0
    for grupo in grupos:
        for numero, celdas_de_la_fila in enumerate(grupo):
            fila += 1
            renglon = []
            for colocada in (uno for uno in celdas_de_la_fila if uno.origen == numero):
                celda, desde = colocada.celda, colocada.columna
                texto = _a_la_letra(celda.contenido)
                if en_franja is not None and texto == en_franja.texto:
                    texto, en_franja = f"⟦título {en_franja.nivel}⟧{texto}", None
                cubiertas = sum(desde <= borde < desde + celda.columnas for borde in bordes)
                donde = f"{lugar}, fila {fila}, columna {desde + 1}"
                renglon.append(TextoLeido(texto, cubre(celda.filas, cubiertas), lugar=donde))
            yield tuple(renglon)


def _de_seccion(marco: Marco, numero: int) -> Iterator[DeSeccion]:
    tablas_por_lugar = {"el encabezado": marco.encabezado}
    if marco.primera is not None:
        tablas_por_lugar["el encabezado de la primera página"] = marco.primera.encabezado
    tablas_por_lugar["el pie"] = marco.pie
    if marco.primera is not None:
        tablas_por_lugar["el pie de la primera página"] = marco.primera.pie
    for lugar, tabla in tablas_por_lugar.items():
        donde = f"la tabla 1 {f'de {lugar}'.replace('de el ', 'del ')} de la sección {numero}"
        yield DeSeccion(numero, lugar, [*_de_tabla(tabla, donde)] if tabla is not None else [])


def _del_membrete(marcos: Sequence[Marco], secciones: Sequence[DeSeccion]) -> Iterator[DeSeccion]:
    """Lo de la sección del membrete que usa cada parte."""
    usadas = set[int]()
    for numero, marco in enumerate(marcos, 1):
        seccion_del_membrete = marco.seccion_del_membrete or 0
        for seccion in secciones:
            # La primera página distinta vale una vez por sección del membrete.
            de_la_primera = seccion.lugar.endswith("primera página")
            if seccion.numero == seccion_del_membrete + 1 and not (
                de_la_primera and seccion_del_membrete in usadas
            ):
                yield DeSeccion(numero, seccion.lugar, seccion.renglones)
        usadas.add(seccion_del_membrete)


# ------------------------------------------------------------------ Excel


def en_excel(documento: Documento) -> Escrito:
    """Lo que debe decir un libro."""
    documento, medidor, hojas = disponer_con_contenido(documento)
    todas_las_hojas: list[HojaMontada | HojaDeDatos] = [*hojas, *documento.hojas_de_datos]
    ajustes = [parte.marco.hoja for parte in documento.partes]
    ajustes += ajustes[-1:] * len(documento.hojas_de_datos)
    lectura = Escrito([], [], {}, nombres_de_hoja(hoja.nombre for hoja in todas_las_hojas))
    for numero, (nombre, hoja, ajuste) in enumerate(
        zip(lectura.hojas, todas_las_hojas, ajustes, strict=True), 1
    ):
        lugar = f"la hoja «{nombre}»"
        lectura.renglones.extend(suelto(f"el nombre de la hoja {numero}", nombre))
        if isinstance(hoja, HojaMontada):
            lectura.renglones.extend(_de_hoja(hoja, medidor, lugar, lectura.guardan))
        else:
            lectura.renglones.extend(_de_datos(hoja, lugar, lectura.guardan))
        for texto in _impresos(ajuste):
            lectura.renglones.extend(suelto(f"{lugar}, {IMPRESO}", texto))
    return lectura


def _de_hoja(
    hoja: HojaMontada, medidor: Medidor, lugar: str, guardan: dict[str, Guardado]
) -> Iterator[Renglon]:
    """Sus celdas, fila por fila, y después sus gráficos y sus imágenes."""
    compuestas = hoja.compuestas
    yield from _filas_de(hoja, enlazadas_de(hoja, compuestas, medidor)[0], lugar, guardan)
    for colocado in hoja.graficos:
        yield from suelto(
            f"{lugar}, gráfico", grafico_debido(colocado.grafico, hoja.ancho_de_dibujo)
        )
    tramos = (sin_cambio(tramo) for _, celda in compuestas for tramo in celda.contenido)
    for imagen in sorted(_tramo(tramo) for tramo in tramos if isinstance(tramo, Imagen)):
        yield from suelto(f"{lugar}, imagen", imagen)


def _filas_de(
    hoja: HojaMontada, enlazadas: Enlazadas, lugar: str, guardan: dict[str, Guardado]
) -> Iterator[Renglon]:
    for numero, fila in enumerate(hoja.filas):
        renglon = []
        for columna, columnas, filas, contenido, _ in fila.celdas:
            texto, donde = (
                _SALTO.sub("\n", solo_texto(contenido)),
                de_celda(lugar, (numero, columna)),
            )
            if isinstance(contenido, Copia):
                copiada = next(otra.columna for otra in fila.celdas if otra.contenido == contenido)
                nombre = de_celda(lugar, (numero, copiada)).rpartition(" ")[2]
                guardan[donde] = Guardado(texto, copia_de=nombre)
            resume = isinstance(contenido, Cifra) and (numero + 1, columna) in hoja.resumenes
            if (valor := _valor_de(contenido, texto)) is not None:
                guardan[donde] = Guardado(texto, valor, resume=resume)
            if (enlazada := enlazadas.get((numero + 1, columna))) is not None:
                texto += f"⟦enlace: {enlazada.direccion}⟧"
            if filas and (texto or filas > 1 or columnas > 1):
                renglon.append(TextoLeido(texto, cubre(filas, columnas), columna, donde))
        if renglon:
            yield tuple(renglon)


_FECHA = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})(?:\xa0[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
"""Con hora, su día: la hora se compara en lo que la celda muestra."""
_NUMERO = re.compile(r"[0-9]{1,15}(?:,[0-9]{1,10})?")


def _valor_de(contenido: Contenido, texto: str) -> Valor:
    """El número o la fecha que la celda puede guardar en lugar de su texto."""
    if isinstance(contenido, Cifra | Dia):
        return contenido.valor
    if fecha := _FECHA.fullmatch(texto):
        dia, mes, vigencia = map(int, fecha.groups())
        try:
            return date(vigencia, mes, dia)
        except ValueError:
            return None
    return Decimal(texto.replace(",", ".")) if _NUMERO.fullmatch(texto) else None


def _de_datos(hoja: HojaDeDatos, lugar: str, guardan: dict[str, Guardado]) -> Iterator[Renglon]:
    """Su encabezado y, debajo, una fila por renglón."""
    for fila, valores in enumerate([*hoja.encabezado, *hoja.filas]):
        renglon = []
        for columna, (valor, columna_de_datos) in enumerate(
            zip(valores, hoja.columnas, strict=True)
        ):
            if valor is None or valor == "":
                continue
            donde, texto = de_celda(lugar, (fila, columna)), _en_datos(valor)
            if not isinstance(valor, str):
                guardado = valor if isinstance(valor, date) else Decimal(valor)
                guardan[donde] = Guardado(texto, guardado)
            texto_visible = f"⟦columna oculta: {texto}⟧" if columna_de_datos.oculta else texto
            renglon.append(TextoLeido(texto_visible, "", columna, donde))
        if renglon:
            yield tuple(renglon)


def _en_datos(valor: ValorDeDatos) -> str:
    if isinstance(valor, str):
        # Lo que Excel guarda de un texto en una celda, que cuenta en unidades UTF-16.
        cabe = valor.encode("utf-16-le")[: 2 * LETRAS_POR_CELDA].decode("utf-16-le", "ignore")
        return _SALTO.sub("\n", cabe)
    if isinstance(valor, date):
        return f"{valor:%d/%m/%Y}"
    return "" if valor is None else f"{Decimal(valor).normalize():f}".replace(".", ",")


_LADOS: tuple[Lado, ...] = ("izquierda", "centro", "derecha")
_CAMPOS = {CampoCalculado.PAGINA: "⟦P⟧", CampoCalculado.PAGINAS: "⟦N⟧"}


def _impresos(ajustes: AjustesDeHoja) -> Iterator[str]:
    """Lo impreso arriba y abajo de las páginas, donde no hay enlaces ni imágenes."""
    impresos = [ajustes.encabezado, ajustes.pie]
    if ajustes.primera is not None:
        impresos += [ajustes.primera.encabezado, ajustes.primera.pie]
    for lados in impresos:
        for lado in _LADOS:
            contenido = lados.get(lado, "")
            tramos = (contenido,) if isinstance(contenido, str) else contenido
            yield "".join(
                _CAMPOS[t] if isinstance(t, CampoCalculado) else solo_texto((t,)) for t in tramos
            ).strip()
