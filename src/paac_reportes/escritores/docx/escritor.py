"""El documento de Word completo.

``escribir`` va sección por sección, y ``_Cuerpo`` pone los bloques de una. La tabla de contenido
(``Contenidos``) es un campo con sus renglones ya escritos, que abre sin preguntar: cada uno enlaza
con la marca de su título y trae su número de página, que se mide aquí (``paginacion``). Word los
recalcula con F9; nadie le pide que lo haga al abrir, porque entonces pregunta.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, pairwise
from operator import attrgetter
from typing import IO, Any, assert_never

from docx.document import Document as DocumentoDeWord
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml
from docx.parts.image import ImagePart
from docx.parts.story import StoryPart
from docx.section import Section
from docx.shared import Mm as MmDeWord

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeMaqueta
from paac_reportes.escritores.docx.armazon import (
    ESPACIOS,
    SIN_ESTILOS,
    SeccionDeParte,
    abrir_armazon,
    cascaron_de,
    cierres_de_tramos,
    marca_de_cuerpo,
    poner_estilos,
    poner_propiedades,
    secciones_de,
    texto_de_cuerpo,
)
from paac_reportes.escritores.docx.estilos import (
    ALTO_DE_SEPARADOR,
    EstilosNombrados,
    ListasDelWord,
    estilo_de_contenido,
    estilos_de_contenido,
    hoja_de_estilos,
    identificador,
    nombrados_por,
    nombres_de_parrafo,
)
from paac_reportes.escritores.docx.tablas import EN_PAGINA_NUEVA, JUNTO, Marcadores, TablasDelWord
from paac_reportes.escritores.docx.textos import (
    Relacionar,
    abrir_campo,
    con_marcador,
    corrida,
    corridas,
    marca_de_campo,
)
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.limites import revisar_lo_escrito
from paac_reportes.escritores.paquete import (
    Compresion,
    ParteEnCurso,
    comprimir,
    en_un_texto,
    entre_marcas,
    guardar_en,
)
from paac_reportes.escritores.paquete import Parte as ParteDePaquete
from paac_reportes.instalacion import hace_falta
from paac_reportes.maqueta.cierre import ENTRE_TABLAS, entre_tablas
from paac_reportes.maqueta.contenido import Enlace, Imagen, NumeroDeLeyenda, Remision
from paac_reportes.maqueta.cortes import cola_de, esta_en_su_franja, van_juntos
from paac_reportes.maqueta.documento import (
    Documento,
    Marco,
    Pagina,
    Parte,
    anclas_de,
    lleva_indice,
    titulos_de,
)
from paac_reportes.maqueta.estilos import ESTILO_DE_CONTENIDO, Estilo
from paac_reportes.maqueta.medida.tipografia import Pt, veinteavos_de_pt
from paac_reportes.maqueta.nodos import Bloque, Indice, Parrafo, Salto, Tabla, Titulo, aire_bajo

_SIN_ALTO = Pt(0)
_BLOQUE_SIN_TABLA = Titulo | Parrafo | Salto | Indice

_SALTO = '<w:p><w:pPr><w:pStyle w:val="Separador"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'

_PRIMER_NIVEL = '<w:outlineLvl w:val="0"/>'


class Contenidos:
    """Los títulos de un documento y la página de cada uno, para escribir sus renglones."""

    def __init__(
        self, titulos: Sequence[Titulo], paginas: Sequence[int | None], *, en_campo: bool = True
    ) -> None:
        """``en_campo``: si Word los rehace con F9."""
        self._titulos_con_pagina = list(zip(titulos, paginas, strict=True))
        self._en_campo = en_campo
        self._marcados = 0

    @property
    def de_anclas(self) -> dict[str, str]:
        """Página de cada título al que lleva algún texto, si se sabe: ``{"anexo_b": "38"}``."""
        return {
            t.ancla: str(pagina)
            for t, pagina in self._titulos_con_pagina
            if t.ancla and pagina is not None
        }

    def marcar(self) -> tuple[str, str]:
        """Comienzo y fin, en XML, del marcador del título que sigue."""
        numero = self._marcados
        self._marcados += 1
        return (
            f'<w:bookmarkStart w:id="{numero}" w:name="{_marca(numero)}"/>',
            f'<w:bookmarkEnd w:id="{numero}"/>',
        )

    def xml(self, indice: Indice, salto: str, de_arriba: Bloque | None) -> str:
        """XML de la tabla de contenido: su título y un renglón por cada título hasta su nivel.

        ``salto``: el XML de página nueva, o nada; ``de_arriba``: el bloque que va antes.
        """
        encabezado = (
            f'<w:p><w:pPr><w:pStyle w:val="{identificador(ESTILO_DE_CONTENIDO)}"/>'
            f"{salto}{_sin_aire(de_arriba)}</w:pPr>"
            f"{corrida(indice.titulo)}</w:p>"
        )
        titulos = [
            (numero, titulo, pagina)
            for numero, (titulo, pagina) in enumerate(self._titulos_con_pagina)
            if titulo.nivel <= indice.niveles
        ]
        return encabezado + "".join(_renglones(titulos, indice.niveles * self._en_campo))


def _sin_aire(de_arriba: Bloque | None, titulo: Titulo | None = None) -> str:
    """XML que quita el aire de antes a lo primero de una página; vacío, para lo demás.

    ``de_arriba``: el bloque de antes, ``None`` si no lo hay; ``titulo``: si lo primero es uno.
    """
    abre_pagina = titulo and (titulo.en_pagina_nueva or titulo.abre_seccion(de_arriba))
    return _SIN_ANTES if abre_pagina or isinstance(de_arriba, Salto) else ""


_SIN_ANTES = '<w:spacing w:before="0"/>'


def escribir(documento: Documento, escritura: Escritura) -> bytes:
    """Los bytes del ``.docx``; con el mismo documento, siempre los mismos."""
    salida = io.BytesIO()
    escribir_en(salida, documento, escritura)
    return salida.getvalue()


def escribir_en(flujo: IO[bytes], documento: Documento, escritura: Escritura) -> None:
    """Escribe el ``.docx`` en un flujo vacío que se puede recorrer.

    Agrega a ``escritura`` sus avisos.
    """
    idioma = documento.metadatos.idioma
    anchos = [p.marco.pagina.ancho_util for p in documento.partes if lleva_indice(p)]
    de_contenido = "".join(map(estilos_de_contenido, anchos[:1]))
    titulos = titulos_de(documento)
    es_nuestra = documento.membrete is None and documento.cuerpo is None
    bloques = [bloque for parte in documento.partes for bloque in parte.bloques]
    listas = ListasDelWord(
        documento.estilos,
        titulos=titulos,
        ligados=es_nuestra,
    )
    nombres = nombres_de_parrafo(documento.estilos, se_unen=es_nuestra)
    nombrados = EstilosNombrados(
        frozenset(nombrados_por(bloques, nombres, listas)), con_galeria=es_nuestra
    )
    hoja = partial(hoja_de_estilos, documento.estilos, idioma, listas, nombrados, de_contenido)
    word = abrir_armazon(SIN_ESTILOS, idioma)
    poner_propiedades(word, documento.metadatos)
    primera = len(titulos) if anchos else 0
    paginas: dict[str, str] = {}  # de cada ancla, cuando se mida
    anclas = {ancla: str(n) for n, ancla in enumerate(anclas_de(documento), primera)}
    marcadores = Marcadores(primera + len(anclas))
    secciones = [*secciones_de(documento.partes, se_parten=es_nuestra)]
    de_cada_parte = [
        TablasDelWord(
            documento.estilos, parte.marco, relacionar, marcadores, dice_paginas=bool(anchos)
        )
        for parte in documento.partes
        for relacionar in [_relacionador(word.part, anclas, paginas)]
    ]
    contenidos = _contenidos(documento, titulos, de_cada_parte, escritura) if anchos else None
    paginas |= contenidos.de_anclas if contenidos else {}

    cierres = _abrir_secciones(word, secciones, documento, marcadores, nombrados)

    def cuerpos() -> Iterator[Iterator[str | bytes]]:
        """Los pedazos de XML de cada sección."""
        for numero, seccion in enumerate(secciones, 1):
            tablas_de_parte = de_cada_parte[seccion.numero]
            if es_nuestra and not seccion.lugar:  # la parte entera se mide de una vez
                entera = documento.partes[seccion.numero]
                _cortar_grupos(entera, tablas_de_parte, documento.estilos)
            cuerpo = _Cuerpo(
                estilos=documento.estilos,
                nombres=nombres,
                tablas=tablas_de_parte,
                listas=listas,
                contenidos=contenidos,
                anclas=anclas,
                sin_panel=not any(titulo.nivel for titulo in titulos),
            )
            sigue_otra = documento.cuerpo is None and numero < len(secciones)
            yield cuerpo.pedazos(seccion.parte.bloques, sigue_otra=sigue_otra)
            nombrados.de_celdas.update(tablas_de_parte.nombrados)

    def partes(compresion: Compresion) -> dict[str, ParteDePaquete]:
        """Las partes del paquete; los cuerpos se comprimen según se escriben."""
        if not es_nuestra:
            juntos = list(map(en_un_texto, cuerpos()))
            _guardar_listas_y_estilos(word, listas, hoja())
            return _en_membrete_o_cuerpo(word, juntos, documento)
        marcas = map(marca_de_cuerpo, range(len(documento.partes)))
        primero, *demas = entre_marcas(word.part.blob.decode(), marcas)
        en_curso = ParteEnCurso(compresion)
        en_curso.poner([primero])
        for cuerpo, cierre in zip(cuerpos(), cierres, strict=True):
            en_curso.poner(cuerpo)
            en_curso.poner([cierre or demas.pop(0)])
        _guardar_listas_y_estilos(word, listas, hoja())
        return {**cascaron_de(word), "word/document.xml": en_curso.terminar()}

    with Compresion() as compresion:
        comprimidas = comprimir(compresion, partes(compresion))
    guardar_en(flujo, comprimidas)
    cotas = _cuentas_maximas(documento) if es_nuestra else {}
    revisar_lo_escrito(flujo, comprimidas, escritura, {}, cotas)


def _guardar_listas_y_estilos(word: DocumentoDeWord, listas: ListasDelWord, hoja: str) -> None:
    """Pone en el paquete las listas y los estilos: se saben con los cuerpos ya escritos."""
    listas.guardar(word.part)
    poner_estilos(word, hoja)


def _contenidos(
    documento: Documento,
    titulos: list[Titulo],
    tablas: Sequence[TablasDelWord],
    escritura: Escritura,
) -> Contenidos:
    """Los títulos con su página, que se mide; sobre un membrete, sin ella y con aviso.

    Ahí no se sabe con qué letra sale el texto; para dibujarlo van con un 0, y sin aviso.
    """
    if documento.membrete is not None:
        if escritura.para_dibujar:  # LibreOffice no pone las de dentro de ese campo
            return Contenidos(titulos, [0] * len(titulos), en_campo=False)
        escritura.avisos.append(Aviso("contenido_sin_paginas", "", _SIN_PAGINAS))
        return Contenidos(titulos, [None] * len(titulos))
    # Un documento sin tabla de contenido no se mide.
    from paac_reportes.escritores.docx.paginacion import paginas_de_titulos  # noqa: PLC0415

    paginas = paginas_de_titulos(documento.partes, titulos, tablas, documento.estilos)
    return Contenidos(titulos, paginas)


def _cortar_grupos(parte: Parte, tablas: TablasDelWord, estilos: dict[str, Estilo]) -> None:
    """Corta los grupos de una parte donde una página los corta; los demás no se miden."""
    if cortables := tablas.que_se_cortan(parte.bloques):
        from paac_reportes.escritores.docx.paginacion import cortar_grupos  # noqa: PLC0415

        cortar_grupos(parte, cortables, tablas, estilos)


_SIN_PAGINAS = (
    "la tabla de contenido sale sin números de página; en Word, F9 los pone (sus títulos y sus"
    " textos llevan la letra del membrete, que aquí no se mide)"
)


def _en_membrete_o_cuerpo(
    word: DocumentoDeWord, juntos: list[str], documento: Documento
) -> dict[str, ParteDePaquete]:
    """Partes del Word que la entidad dibujó, con nuestros bloques adentro.

    ``juntos``: el XML de cada parte; ``word`` es el nuestro, de donde vienen sus estilos.
    """
    with hace_falta("escribir sobre lo que se dibujó en Word"):  # pocos documentos lo llevan
        from paac_reportes.escritores.docx.membrete import (  # noqa: PLC0415
            poner_en_el_cuerpo,
            poner_en_membrete,
        )

    if documento.cuerpo is not None:
        return poner_en_el_cuerpo(word, juntos, documento.cuerpo)
    if documento.membrete is None:
        raise ErrorDeMaqueta("el documento no lleva membrete")
    marcos = [parte.marco for parte in documento.partes]
    return poner_en_membrete(word, juntos, marcos, documento.membrete)


def _cuentas_maximas(documento: Documento) -> dict[str, int]:
    """Cuentas que un documento no pasa (``{"tablas": 80}``): sus celdas, si ninguna se uniera."""
    bloques = (bloque for parte in documento.partes for bloque in parte.bloques)
    tablas = [bloque for bloque in bloques if isinstance(bloque, Tabla)]
    celdas = sum((len(t.filas) + len(t.rotulos)) * (len(t.anchos) + 1) for t in tablas)
    return {"tablas": len(tablas), "celdas_de_word": celdas}


def _abrir_secciones(
    word: DocumentoDeWord,
    secciones: Sequence[SeccionDeParte],
    documento: Documento,
    marcadores: Marcadores,
    nombrados: EstilosNombrados,
) -> list[str]:
    """XML que cierra cada sección; vacío, si es la última de su parte y está en el cascarón.

    Deja en ``word`` las partes, cada una en página nueva, con su marco y el lugar de su cuerpo.
    """
    for numero, parte in enumerate(documento.partes):
        if numero:
            word.add_section(WD_SECTION.NEW_PAGE)
            # El párrafo que guarda la sección anterior no debe ocupar un renglón.
            word.element.body[-2].style = "Separador"
            word.add_paragraph(texto_de_cuerpo(numero))
        # Sobre un membrete, la página, el encabezado y el pie son los suyos.
        if documento.membrete is None and documento.cuerpo is None:
            _poner_marco(word, parte.marco, documento, marcadores, nombrados)
    cierres: list[str] = []
    for _, grupo in groupby(secciones, attrgetter("numero")):
        tramos = list(grupo)
        if tramos[0].lugar is not None:
            cierres += cierres_de_tramos(word, tramos, len(cierres))
        cierres.append("")
    return cierres


def _poner_marco(
    word: DocumentoDeWord,
    marco: Marco,
    documento: Documento,
    marcadores: Marcadores,
    nombrados: EstilosNombrados,
) -> None:
    """Pone en la última sección de ``word`` su página, su encabezado y su pie.

    También los de la primera hoja; anota en ``nombrados`` los estilos que usan.
    """
    seccion = word.sections[-1]
    _poner_pagina(seccion, marco.pagina)
    encabezados: list[tuple[Tabla | None, Any]] = [(marco.encabezado, seccion.header)]
    pies: list[tuple[Tabla | None, Any]] = [(marco.pie, seccion.footer)]
    seccion.different_first_page_header_footer = marco.primera is not None
    if marco.primera is not None:
        encabezados += [(marco.primera.encabezado, seccion.first_page_header)]
        pies += [(marco.primera.pie, seccion.first_page_footer)]
    for tabla, lugar in (*encabezados, *pies):
        if tabla is not None:
            lugar.is_linked_to_previous = False  # ya tiene su parte
            tablas = TablasDelWord(
                documento.estilos, marco, _relacionador(lugar.part, {}, {}), marcadores
            )
            xml = en_un_texto(tablas.pedazos(tabla)).replace("<w:tbl>", f"<w:tbl {ESPACIOS}>", 1)
            lugar._element.insert(0, parse_xml(xml))  # noqa: SLF001 - no hay otra entrada
            nombrados.de_celdas.update(tablas.nombrados)
        elif len(documento.partes) > 1:
            lugar.is_linked_to_previous = False  # en blanco, y no el de la sección anterior
    for tabla, lugar in pies:
        if tabla is not None:  # el párrafo que Word exige tras ella no la levanta
            lugar.paragraphs[-1]._p.style = "Separador"  # noqa: SLF001 - no hay otra entrada
    if len(documento.partes) > 1 and all(tabla is None for tabla, _ in pies):
        # El renglón vacío de uno en blanco, en el margen: más arriba, le quita alto al cuerpo.
        seccion.footer_distance = MmDeWord(marco.pagina.inferior / 2)


def _poner_pagina(seccion: Section, pagina: Pagina) -> None:
    """Pone en una sección de Word el papel de una página, su sentido y sus márgenes, en mm."""
    seccion.orientation = WD_ORIENT.LANDSCAPE if pagina.horizontal else WD_ORIENT.PORTRAIT
    seccion.page_width, seccion.page_height = MmDeWord(pagina.ancho), MmDeWord(pagina.alto)
    seccion.top_margin, seccion.bottom_margin = (
        MmDeWord(pagina.superior),
        MmDeWord(pagina.inferior),
    )
    seccion.left_margin, seccion.right_margin = (
        MmDeWord(pagina.izquierdo),
        MmDeWord(pagina.derecho),
    )
    seccion.header_distance = seccion.footer_distance = MmDeWord(pagina.encabezado)


@clases.frozen
class _Cuerpo:
    """Bloques de una sección como XML de Word."""

    _estilos: dict[str, Estilo]
    _nombres: Mapping[str, str]
    """Estilo de Word con que van los párrafos de cada estilo del documento."""
    _tablas: TablasDelWord
    _listas: ListasDelWord
    _contenidos: Contenidos | None
    _anclas: Mapping[str, str]
    """Número del marcador de cada ancla."""
    _sin_panel: bool
    """Si ningún título es de los que arman la navegación: la arman los demás, o una tabla."""

    def pedazos(self, bloques: Sequence[Bloque], *, sigue_otra: bool) -> Iterator[str | bytes]:
        """XML de los bloques, por pedazos; ``sigue_otra``: si tras ellos acaba la sección.

        El título que es banda de su tabla va en ella; el salto, en el párrafo que siga, si lo hay.
        """
        en_franja: Titulo | None = None
        resto: Iterator[bytes] = iter(())
        juntos = van_juntos(bloques, self._estilos, "documento")
        franjas = frozenset(
            lugar
            for lugar, (bloque, siguiente) in enumerate(pairwise(bloques))
            if isinstance(bloque, Titulo) and esta_en_su_franja(bloque, siguiente)
        )
        separan = separadores(bloques, franjas, sigue_otra=sigue_otra)
        saltan = saltos_sin_parrafo(bloques, franjas)
        primera = next((b for b in bloques if isinstance(b, Titulo | Tabla)), None)
        for lugar, (bloque, junto) in enumerate(zip(bloques, juntos, strict=True)):
            if lugar in saltan:
                continue
            siguiente = bloques[lugar + 1] if lugar + 1 < len(bloques) else None
            if isinstance(bloque, Titulo) and lugar in franjas:
                en_franja = bloque
                continue
            de_arriba = bloques[lugar - 1] if lugar else None
            salto = EN_PAGINA_NUEVA if lugar - 1 in saltan else ""
            xml: str | bytes
            if isinstance(bloque, Tabla):
                cola = cola_de(lugar, bloques, juntos)
                resto = self._tablas.pedazos(bloque, cola, con_lo_que_sigue=junto)
                xml = next(resto)
            else:
                xml = self._bloque(bloque, salto, de_arriba, junto=junto)
            if self._sin_panel and bloque is primera and isinstance(bloque, Tabla):
                xml = en_un_texto((xml,)).replace("</w:pPr>", f"{_PRIMER_NIVEL}</w:pPr>", 1)
            if en_franja:
                xml = self._con_titulo_en_la_franja(en_un_texto((xml,)), en_franja)
            yield xml
            yield from resto
            en_franja = None
            if lugar in separan:
                yield self._separador(bloque, siguiente, junto=junto)

    def _separador(self, bloque: Bloque, siguiente: Bloque | None, *, junto: bool) -> str:
        """El párrafo que va tras una tabla: ante otra, ante el título en banda de otra o al final.

        ``junto``: si no se separa de lo que sigue.
        """
        if isinstance(siguiente, Titulo):
            aire = aire_bajo(bloque, self._estilos[siguiente.estilo], self._estilos)
            return _separador(junto=True, alto=Pt(ENTRE_TABLAS + aire))
        alto = entre_tablas(siguiente, self._estilos) if siguiente else _SIN_ALTO
        return _separador(junto=junto, alto=alto)

    def _bloque(
        self, bloque: _BLOQUE_SIN_TABLA, salto: str, de_arriba: Bloque | None, *, junto: bool
    ) -> str:
        """XML de un bloque que no es tabla.

        ``salto``: el XML de página nueva, o nada; ``de_arriba``: el que va antes; ``junto``: si no
        se separa del que sigue.
        """
        match bloque:
            case Titulo():
                salto = EN_PAGINA_NUEVA if bloque.en_pagina_nueva else salto
                return self._titulo(bloque, salto, de_arriba)
            case Parrafo():
                return self._parrafo(bloque, salto, de_arriba, junto=junto)
            case Salto():
                return _SALTO
            case Indice():
                return self._contenidos.xml(bloque, salto, de_arriba) if self._contenidos else ""
            case _:
                assert_never(bloque)

    def _aire(self, estilo: str, de_arriba: Bloque | None) -> str:
        """XML del aire que un párrafo deja bajo una tabla; vacío, si es el de su estilo."""
        aspecto = self._estilos[estilo]
        antes = aire_bajo(de_arriba, aspecto, self._estilos)
        return (
            f'<w:spacing w:before="{veinteavos_de_pt(antes)}"/>' if antes != aspecto.antes else ""
        )

    def _titulo(self, titulo: Titulo, salto: str, de_arriba: Bloque | None) -> str:
        """XML de un título con su número y su marcador.

        ``salto``: el XML de página nueva, o nada; ``de_arriba``: el bloque que va antes.
        """
        aire = _sin_aire(de_arriba, titulo) or self._aire(titulo.estilo, de_arriba)
        esquema = _PRIMER_NIVEL if self._sin_panel else ""
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{self._listas.estilo_de(titulo)}"/>{salto}'
            f"{self._listas.de_titulo(titulo)}{aire}{esquema}"
            f"</w:pPr>{titulo.marca and self._tablas.marcar(titulo.marca)}"
            f"{self._texto_marcado(titulo)}</w:p>"
        )

    def _texto_marcado(self, titulo: Titulo) -> str:
        """Texto de un título, con el marcador al que el contenido lleva."""
        contenidos = self._contenidos if titulo.nivel else None
        empieza, termina = contenidos.marcar() if contenidos else ("", "")
        texto = corrida(titulo.texto)
        if titulo.ancla:
            texto = con_marcador(texto, self._anclas[titulo.ancla], titulo.ancla)
        return f"{empieza}{texto}{termina}"

    def _con_titulo_en_la_franja(self, tabla: str, titulo: Titulo) -> str:
        """XML de una tabla con el párrafo de su franja hecho título, que la navegación halla."""
        esquema = f'<w:outlineLvl w:val="{titulo.nivel - 1}"/>'
        marcado = self._texto_marcado(titulo)
        # Entre lo que el párrafo es y lo que dice puede ir la marca de su fila.
        comienzo, texto, final = tabla.partition(f"{corrida(titulo.texto)}</w:p>")
        parrafo, cierra, marca = comienzo.rpartition("</w:pPr>")
        return f"{parrafo}{esquema}{cierra}{marca}{marcado}</w:p>{final}" if texto else tabla

    def _parrafo(
        self, parrafo: Parrafo, salto: str, de_arriba: Bloque | None, *, junto: bool
    ) -> str:
        """XML de un párrafo con su lista.

        ``salto``: el XML de página nueva, o nada; ``de_arriba``: el bloque que va antes; ``junto``:
        si no se separa del que sigue.
        """
        estilo = parrafo.estilo
        lista, sangria = self._listas.xml(parrafo.lista, estilo) if parrafo.lista else ("", "")
        # Lo que se corre a un lado va después de lo que se deja arriba.
        aire_y_lista = f"{lista}{self._aire(estilo, de_arriba)}{sangria}"
        clave, unido = identificador(self._nombres[estilo]), JUNTO if junto else ""
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{clave}"/>{unido}{salto}{aire_y_lista}</w:pPr>'
            f"{parrafo.marca and self._tablas.marcar(parrafo.marca)}"
            f"{corridas(parrafo.contenido, self._tablas.relacionar)}</w:p>"
        )


def saltos_sin_parrafo(bloques: Sequence[Bloque], franjas: frozenset[int]) -> frozenset[int]:
    """Los números de los saltos que se dicen en el párrafo que los sigue.

    ``franjas``: los de los títulos que van como banda dentro de su tabla.
    """
    return frozenset(
        lugar
        for lugar, (bloque, siguiente) in enumerate(pairwise(bloques))
        if isinstance(bloque, Salto)
        and isinstance(siguiente, Titulo | Parrafo | Indice)
        and lugar + 1 not in franjas
    )


def separadores(
    bloques: Sequence[Bloque], franjas: frozenset[int], *, sigue_otra: bool
) -> frozenset[int]:
    """Lugares de las tablas tras las que va un párrafo.

    Word funde dos tablas seguidas y exige un párrafo tras la última. El de una sección que no es la
    última ya la cierra.
    """
    tablas = frozenset(lugar for lugar, bloque in enumerate(bloques) if isinstance(bloque, Tabla))
    lo_piden = tablas | franjas if sigue_otra else tablas | franjas | {len(bloques)}
    return frozenset(lugar for lugar in tablas if lugar + 1 in lo_piden)


def _separador(*, junto: bool, alto: Pt) -> str:
    """El párrafo casi sin alto que va tras una tabla; ``alto``: el que ocupa con lo de antes."""
    antes = max(veinteavos_de_pt(alto) - ALTO_DE_SEPARADOR, 0)
    espacio = f'<w:spacing w:before="{antes}"/>' if antes else ""
    return f'<w:p><w:pPr><w:pStyle w:val="Separador"/>{JUNTO * junto}{espacio}</w:pPr></w:p>'


def _relacionador(
    parte: StoryPart, anclas: Mapping[str, str], paginas: Mapping[str, str]
) -> Relacionar:
    """Función ``Relacionar`` de una parte, con el marcador y la página de cada ancla."""
    enlaces: dict[str, str] = {}

    def enlazar(direccion: str) -> str:
        """Nombre de la relación de una dirección, la misma si se repite: ``enlace12``."""
        nombre = enlaces.get(direccion)
        if nombre is None:
            # Con nombre propio: python-docx lo busca entre todos cada vez, y pueden ser miles.
            nombre = enlaces[direccion] = f"enlace{len(parte.rels) + 1}"
            parte.rels.add_relationship(
                RELATIONSHIP_TYPE.HYPERLINK, direccion, nombre, is_external=True
            )
        return nombre

    def relacionar(tramo: Imagen | Enlace | NumeroDeLeyenda | Remision) -> str:
        """Lo que un tramo pide: su relación, el número de un marcador o el de una página."""
        if isinstance(tramo, Remision):
            return paginas.get(tramo.ancla, "")
        if isinstance(tramo, NumeroDeLeyenda):
            return anclas[tramo.ancla]
        return enlazar(tramo.direccion) if isinstance(tramo, Enlace) else guardar(tramo)

    def guardar(imagen: Imagen) -> str:
        """Relación de una imagen ya medida, como parte: python-docx no reconoce todas las JPEG."""
        paquete = parte.package
        nombre = paquete.next_partname(f"/word/media/imagen%d.{imagen.clase}")
        guardada = ImagePart(nombre, f"image/{imagen.clase}", imagen.datos)
        return str(parte.relate_to(guardada, RELATIONSHIP_TYPE.IMAGE))

    return relacionar


def _renglones(titulos: Sequence[tuple[int, Titulo, int | None]], niveles: int) -> Iterator[str]:
    """XML de los renglones de la tabla de contenido, en un campo si se dice de cuántos niveles.

    ``titulos``: de cada uno, su número de marcador, él y su página, ``None`` si no se sabe;
    ``niveles``: 0 si no van en un campo.
    """
    ultimo = len(titulos) - 1
    for orden, (numero, titulo, pagina) in enumerate(titulos):
        pagina_de = abrir_campo(f"PAGEREF {_marca(numero)} \\h")
        abre = abrir_campo(f'TOC \\o "1-{niveles}" \\h \\z \\u') if niveles and orden == 0 else ""
        cierra = marca_de_campo("end") if niveles and orden == ultimo else ""
        yield (
            f'<w:p><w:pPr><w:pStyle w:val="{estilo_de_contenido(titulo.nivel)}"/></w:pPr>{abre}'
            f'<w:hyperlink w:anchor="{_marca(numero)}" w:history="1">'
            f"{corrida(' '.join(titulo.con_numero.split()))}<w:r><w:tab/></w:r>"
            f"{pagina_de}<w:r><w:t>{'' if pagina is None else pagina}</w:t></w:r>"
            f"{marca_de_campo('end')}</w:hyperlink>{cierra}</w:p>"
        )


def _marca(numero: int) -> str:
    return f"_Toc{numero + 1:08d}"
