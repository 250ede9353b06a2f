"""La página: papel, encabezado, pie y lo que de ellos pasa a una hoja de cálculo.

Primero las secciones de un documento (qué bloques van en cada una, y en qué página); luego sus
encabezados y pies (``Membretes``), qué sección de un membrete le toca a cada parte, y qué
componentes van en cada hoja de un libro.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from math import fsum
from typing import Literal, cast

import attrs

from paac_reportes import clases
from paac_reportes.composicion.tablas.alcances import UnComponente
from paac_reportes.composicion.variables import RedaccionDePlantilla
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.expresiones import expresion
from paac_reportes.formatos.definicion.bloques import BloqueDelCuerpo, BloqueSeccion, BloqueTabla
from paac_reportes.formatos.definicion.formato import (
    Formato,
    pagina_de_seccion,
    pagina_definida,
    rejilla_de,
)
from paac_reportes.formatos.definicion.pagina import (
    BloqueDePagina,
    CeldaDeBloque,
    Lados,
    Orientacion,
    PrimeraDeFormato,
    RepartoEnHojas,
)
from paac_reportes.formatos.definicion.recorridos import RECORRIDOS, Recorre
from paac_reportes.imagenes import imagen_a_la_vista, medir
from paac_reportes.maqueta.contenido import (
    CampoCalculado,
    Contenido,
    Enfasis,
    Imagen,
    Tramo,
    con_textos_unidos,
    solo_texto,
)
from paac_reportes.maqueta.documento import (
    AjustesDeHoja,
    Lado,
    Marco,
    Medio,
    Membrete,
    Pagina,
    PrimeraDeHoja,
    PrimeraPagina,
)
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Tabla, tramos_de_bloque
from paac_reportes.maqueta.rejilla import Celda, Fila
from paac_reportes.modelo import Componente, Dependencia, Entidad, temas
from paac_reportes.modelo.recorrer import Parada

_AIRE_DE_IMAGEN = 4
"""Milímetros que una imagen deja libres a lo ancho de su celda."""

_ANUNCIO = expresion(
    r"(?<![\s,;:|·–-])[\s,;:|·–-]*+(?:\bp[áa]g(?:ina|\.)?)?\s*+[\[(]?\Z", re.IGNORECASE
)
_CIERRE = expresion(r"\A[\])]")
_ENTRE_NUMEROS = expresion(r"\s*(?:de|/)\s*")
"""Palabras que anuncian un número de página y lo acompañan: «, página [3]», «Pág. 3 de 9»."""

_SOLO_ANUNCIO = expresion(r"p[áa]g(?:inas?|s?\.)?:?|hoja:?", re.IGNORECASE)
"""Una celda que sólo anuncia el número de la de al lado."""

Clase = Literal["encabezado", "pie"]


def _sin_marca(_redaccion: RedaccionDePlantilla, *_plantillas: str) -> str:
    """La marca de un membrete que no se ve: ninguna."""
    return ""


@clases.frozen
class Membretes:
    """Arma encabezados y pies con los datos de una entidad."""

    _entidad: Entidad
    _redaccion: RedaccionDePlantilla
    _formato: Formato
    _marcar: Callable[..., str] = _sin_marca
    """La marca de una fila con esas plantillas, si se ve y se escribe con datos."""

    def sin_mostrar(self) -> "Membretes":
        """Los mismos membretes, para lo que no se ve en ese medio."""
        return attrs.evolve(self, redaccion=self._redaccion.sin_mostrar(), marcar=_sin_marca)

    def bloque(self, bloque: BloqueDePagina | None, clase: Clase, util: Mm) -> Tabla | None:
        """El encabezado o el pie de una página, como tabla; ``None`` si no lo hay.

        ``util``: el ancho sin los márgenes.
        """
        if bloque is None:
            return None
        bloque = self._sin_lugares_vacios(bloque)
        estilo = estilo_de_bloque(self._formato, clase, bloque)
        anchos = self._anchos(bloque, util)

        def celda(definida: CeldaDeBloque, parte: float) -> Celda:
            """La celda del bloque; ``parte``: la del ancho útil que ocupa, de 0 a 1."""
            libre = Mm(max(parte * util - _AIRE_DE_IMAGEN, 1.0))
            variante = f"{estilo}-{definida.horizontal}" if definida.horizontal else estilo
            contenido = self._contenido(definida, libre)
            return Celda(contenido, variante, definida.columnas, definida.filas)

        return Tabla(
            anchos=anchos,
            filas=tuple(
                Fila(
                    tuple(
                        celda(definida, ancho) for definida, ancho in zip(fila, mide, strict=True)
                    ),
                    self._marcar(self._redaccion, *(definida.texto or "" for definida in fila)),
                )
                for fila, mide in zip(bloque.filas, _anchos_de_celdas(bloque, anchos), strict=True)
            ),
        )

    def _anchos(self, bloque: BloqueDePagina, util: Mm) -> tuple[float, ...]:
        """Qué parte del ancho útil es cada columna; la del escudo no crece con la página.

        En una apaisada quedaba lejos de lo que lo sigue. En un impreso, es un recuadro más.
        """
        anchos = tuple(float(ancho) / 100 for ancho in bloque.anchos)
        son_escudos = all(fila[0].imagen and fila[0].columnas == 1 for fila in bloque.filas)
        if self._formato.aspecto.base == "oficial" or not son_escudos or len(anchos) == 1:
            return anchos
        primero, segundo, *siguientes = anchos
        del_escudo = primero * min(1.0, pagina_definida(self._formato.pagina).ancho_util / util)
        return (del_escudo, segundo + primero - del_escudo, *siguientes)

    def _sin_lugares_vacios(self, bloque: BloqueDePagina) -> BloqueDePagina:
        """El bloque, sin la columna de un escudo que no hay: su ancho es de la que sigue.

        El mismo si alguno de sus escudos está, si no cubren todas las filas, o si es la única
        columna. También en un impreso sin recuadros: el hueco no se ve, y lo demás sigue en su
        centro.
        """
        if self._formato.aspecto.base == "oficial" and not bloque.marco:
            return bloque
        escudos = [fila[0] for fila in bloque.filas if _es_de_escudo(fila[0])]
        cubren_todas = sum(escudo.filas for escudo in escudos) == len(bloque.filas)
        if not cubren_todas or any(map(self._tiene_imagen, escudos)) or len(bloque.anchos) == 1:
            return bloque
        del_escudo, segundo, *siguientes = bloque.anchos
        filas = tuple(fila[1:] if _es_de_escudo(fila[0]) else fila for fila in bloque.filas)
        return attrs.evolve(bloque, anchos=(del_escudo + segundo, *siguientes), filas=filas)

    def _tiene_imagen(self, definida: CeldaDeBloque) -> bool:
        """Si la imagen de una celda está: la del formato siempre."""
        return self._datos(definida.imagen or "") is not None

    def hoja(
        self,
        libro: RepartoEnHojas,
        encabezado: Tabla | None,
        de_hoja: Tabla | None,
        primera: PrimeraDeFormato | None,
    ) -> AjustesDeHoja:
        """Lo que una hoja de Excel lleva arriba, en celdas si el formato lo pide, y al imprimirse.

        ``de_hoja``: el bloque que va en celdas; sin él, el encabezado de las páginas.
        """
        bloque = de_hoja or encabezado if libro.bloque_en_celdas else None
        return AjustesDeHoja(
            bloque=_sin_numeros(bloque) if bloque else None,
            encabezado=self._lados(libro.encabezado),
            pie=self._lados(libro.pie),
            # Una con su propio encabezado, que va en celdas, no es una carátula.
            primera=None if primera is None or primera.encabezado else PrimeraDeHoja(),
            repetir_rotulos=libro.repetir_rotulos,
        )

    def imagen(
        self, imagen: str | bytes, descripcion: str, alto: Decimal, ancho: Mm
    ) -> Imagen | None:
        """Una imagen que cabe en ese alto y ese ancho; nada si es de la entidad y no la tiene."""
        datos = self._datos(imagen)
        if datos is None:
            return None
        if imagen is not datos:
            self._redaccion.anotar("entidad.escudo", self._entidad)
        return imagen_que_cabe(datos, self._redaccion(descripcion), alto, ancho)

    def _datos(self, imagen: str | bytes) -> bytes | None:
        return imagen if isinstance(imagen, bytes) else self._entidad.escudo

    def _contenido(self, definida: CeldaDeBloque, ancho: Mm) -> Contenido:
        """El contenido de una celda de un encabezado o un pie: su texto, o su imagen si la hay."""
        if definida.imagen is None:
            contenido = self._redaccion.con_campos(definida.texto or "")
            return self._destacado(contenido) if definida.destaca else contenido
        descripcion = definida.texto_alternativo or ""
        imagen = self.imagen(definida.imagen, descripcion, definida.alto, ancho)
        return (imagen,) if imagen else ""

    def _destacado(self, contenido: Contenido) -> Contenido:
        """El contenido, con el primer renglón en negrita y en la tinta de los textos."""
        primero, salto, demas = solo_texto(contenido).partition("\n")
        if not isinstance(contenido, str) or not primero:
            return contenido
        tinta = self._formato.aspecto.resuelto.paleta.tinta
        fuerte = Enfasis(primero, negrita=True, color=tinta)
        return (fuerte, f"{salto}{demas}") if demas else (fuerte,)

    def _lados(self, lados: Lados) -> dict[Lado, Contenido]:
        """Lo que va a cada lado del encabezado, o del pie, de una hoja al imprimirla."""
        textos: Mapping[Lado, str | None] = {
            "izquierda": lados.izquierda,
            "centro": lados.centro,
            "derecha": lados.derecha,
        }
        return {lado: self._redaccion.con_campos(t) for lado, t in textos.items() if t}


@clases.frozen
class SeccionDelCuerpo:
    """Unos bloques seguidos y la sección donde van."""

    definida: BloqueSeccion
    bloques: Sequence[BloqueDelCuerpo]
    es_la_primera: bool

    @property
    def por_partes(self) -> bool:
        """Si algún bloque de la sección se repite por dependencia o componente."""
        return any(bloque.cada in {"dependencia", "componente"} for bloque in self.bloques)

    def recorridos_de_partes(self, formato: Formato) -> set[Recorre]:
        """Listas de los componentes que recorren sus tablas; ninguna, si son de cifras del plan."""
        tablas = (t for b in self.bloques if isinstance(b, BloqueTabla) for t in b.tablas)
        return {
            seccion.recorre
            for tabla in tablas
            for seccion in formato.tablas[tabla].secciones
            if RECORRIDOS[seccion.recorre].dueno == "componente"
        }

    def se_reparte(self, formato: Formato, *, entre: int) -> bool:
        """Si en un libro de ``entre`` secciones va en varias hojas, como el formato las quiera.

        Lo que no se repite por partes (una portada, las cifras del plan) va en una.
        """
        return self.por_partes or (entre == 1 and bool(self.recorridos_de_partes(formato)))

    def politica(self, formato: Formato, *, entre: int) -> str:
        """Hojas en que va: ``dependencia``, ``componente`` o ``unica``."""
        return formato.libro.hojas if self.se_reparte(formato, entre=entre) else "unica"


_COMO_EN_EL_FORMATO = BloqueSeccion(tipo="seccion")


def secciones_por_escribir(formato: Formato, medio: Medio) -> list[SeccionDelCuerpo]:
    """Las secciones que tienen algo que escribir en ese medio."""
    grupos: list[tuple[BloqueSeccion, list[BloqueDelCuerpo]]] = [(_COMO_EN_EL_FORMATO, [])]
    for bloque in formato.cuerpo:
        if medio in bloque.en:
            if isinstance(bloque, BloqueSeccion):
                if medio == "libro" or not _sigue_en_la_pagina(bloque, grupos[-1][0]):
                    grupos.append((bloque, []))
            else:
                grupos[-1][1].append(bloque)
    llenos = [(seccion, bloques) for seccion, bloques in grupos if bloques] or grupos[:1]
    return [
        SeccionDelCuerpo(definida, bloques, es_la_primera=numero == 0)
        for numero, (definida, bloques) in enumerate(llenos)
    ]


def _sigue_en_la_pagina(seccion: BloqueSeccion, de_antes: BloqueSeccion) -> bool:
    """Si una sección va donde termina la de antes, que es de una página igual."""
    paginas = [(s.papel, s.orientacion, s.encabezado, s.pie) for s in (seccion, de_antes)]
    return not seccion.pagina_nueva and paginas[0] == paginas[1]


def marco_de(
    seccion: SeccionDelCuerpo, formato: Formato, medio: Medio, membretes: Membretes
) -> Marco:
    """La página de una sección, con sus encabezados y pies, y los ajustes de su hoja de Excel.

    En un documento con membrete, los de él.
    """
    definida = seccion.definida
    membrete = formato.membrete if medio == "documento" else None
    pagina = pagina_definida(pagina_de_seccion(definida, formato, en_hojas=medio == "libro"))
    if membrete is not None:
        numero, pagina = seccion_del_membrete(membrete, definida.orientacion, formato.pagina.lado)
        # Lo que sólo dicen el encabezado y el pie del formato no se ve.
        return attrs.evolve(membrete.hojas[numero], pagina=pagina, seccion_del_membrete=numero)
    util = pagina.ancho_util
    en_celdas = membretes if formato.libro.bloque_en_celdas else membretes.sin_mostrar()
    if medio == "documento":
        en_celdas = attrs.evolve(en_celdas, marcar=_sin_marca)
    # Quien cambia el encabezado de una sección no espera en Excel el de las demás.
    de_hoja = (
        None if definida.encabezado else en_celdas.bloque(formato.libro.bloque, "encabezado", util)
    )
    # En una hoja de cálculo el encabezado va en celdas, si el formato lo pide, y el pie no va.
    en_paginas = membretes if medio == "documento" else membretes.sin_mostrar()
    en_hojas = membretes if medio == "libro" else membretes.sin_mostrar()
    del_encabezado = en_paginas if medio == "documento" or de_hoja else en_celdas
    encabezado = del_encabezado.bloque(
        definida.encabezado or formato.encabezado, "encabezado", util
    )
    primera = formato.primera_pagina if seccion.es_la_primera else None
    return Marco(
        pagina=pagina,
        encabezado=encabezado,
        pie=en_paginas.bloque(definida.pie or formato.pie, "pie", util),
        primera=None
        if primera is None
        else PrimeraPagina(
            encabezado=en_paginas.bloque(primera.encabezado, "encabezado", util),
            pie=en_paginas.bloque(primera.pie, "pie", util),
        ),
        hoja=_con_textos_de_membrete(
            en_hojas.hoja(formato.libro, encabezado, de_hoja, primera), seccion, formato, medio
        ),
    )


def _con_textos_de_membrete(
    hoja: AjustesDeHoja, seccion: SeccionDelCuerpo, formato: Formato, medio: Medio
) -> AjustesDeHoja:
    """Los ajustes de una hoja, que al imprimirse lleva los textos del membrete, si lo hay."""
    if formato.membrete is None or medio != "libro":
        return hoja
    lado = seccion.definida.orientacion, formato.pagina.lado
    del_membrete = formato.membrete.hojas[seccion_del_membrete(formato.membrete, *lado)[0]]
    primera = del_membrete.primera if seccion.es_la_primera else None
    return attrs.evolve(
        hoja,
        encabezado=_lados_de(del_membrete.encabezado) or hoja.encabezado,
        pie=_lados_de(del_membrete.pie) or hoja.pie,
        primera=hoja.primera
        if primera is None
        else PrimeraDeHoja(encabezado=_lados_de(primera.encabezado), pie=_lados_de(primera.pie)),
    )


def _lados_de(tabla: Tabla | None) -> dict[Lado, Contenido]:
    """Lo que un encabezado o un pie dice a cada lado, seguido: de más renglones tapa la hoja."""
    lados: dict[Lado, list[Tramo]] = {}
    for fila in () if tabla is None else tabla.filas:
        dicen = [c for c in fila.celdas if any(not isinstance(t, Imagen) for t in c.contenido)]
        ultimo = len(dicen) - 1
        for cual, celda in enumerate(dicen):
            lado: Lado = "izquierda" if cual == 0 else "derecha" if cual == ultimo else "centro"
            if len(dicen) == 1:
                lado = cast("Lado", celda.estilo.rpartition("-")[2])
            textos = (t for t in celda.contenido if not isinstance(t, Imagen))
            seguidos = (t.replace("\n", _JUNTOS) if isinstance(t, str) else t for t in textos)
            lados.setdefault(lado, []).extend((_JUNTOS, *seguidos))
    juntos = {lado: [*con_textos_unidos(tramos)] for lado, tramos in lados.items()}
    return {
        lado: tuple(filter(None, (str(primero).lstrip(_JUNTOS), *resto)))
        for lado, (primero, *resto) in juntos.items()
    }


_JUNTOS = " – "
"""Separador de los renglones de una celda, donde van en uno solo."""


def con_encabezado_de_primera(marco: Marco) -> Marco:
    """El marco de la primera hoja: en celdas, el encabezado de la primera página, si lo hay."""
    propio = marco.primera and marco.primera.encabezado
    if not propio or marco.hoja.bloque is None:
        return marco
    return attrs.evolve(marco, hoja=attrs.evolve(marco.hoja, bloque=_sin_numeros(propio)))


def con_encabezado_impreso(marco: Marco) -> Marco:
    """El marco de una hoja que lleva su encabezado sólo al imprimir, y no en celdas.

    En celdas traería sus columnas, que no son las de la tabla, y con celdas combinadas Excel no
    ordena.
    """
    bloque, hoja = marco.hoja.bloque, attrs.evolve(marco.hoja, bloque=None, en_columna=True)
    if bloque is None:
        return attrs.evolve(marco, hoja=hoja)
    filas = [[_en_un_renglon(celda) for celda in fila.celdas] for fila in bloque.filas]
    izquierda = next((texto for fila in filas for texto in fila if texto), "")
    al_final = (fila[-1] for fila in filas if fila)
    derecha = _JUNTOS.join(texto for texto in al_final if texto and texto != izquierda)
    textos: dict[Lado, Contenido] = {"izquierda": izquierda, "derecha": derecha}
    lados: dict[Lado, Contenido] = {**marco.hoja.encabezado}
    for lado, texto in textos.items():  # sobre lo que ese lado ya dice: al centro se encimarían
        ya_dice = lados.get(lado, ())
        if texto:
            despues = [ya_dice] if isinstance(ya_dice, str) else ya_dice
            lados[lado] = (f"{texto}\n", *despues) if despues else texto
    return attrs.evolve(marco, hoja=attrs.evolve(hoja, encabezado=lados))


def _en_un_renglon(celda: Celda) -> str:
    return _JUNTOS.join(filter(None, map(str.strip, solo_texto(celda.contenido).splitlines())))


def estilo_de_bloque(formato: Formato, clase: Clase, bloque: BloqueDePagina) -> str:
    """El estilo de las celdas de un encabezado o un pie; otro si su marco no es el de los demás."""
    comun: BloqueDePagina | None = getattr(formato, clase)
    if comun is not None and comun.marco == bloque.marco:
        return clase
    return f"{clase}-{'con' if bloque.marco else 'sin'}-marco"


def _es_de_escudo(celda: CeldaDeBloque) -> bool:
    """Si una celda, que empieza su fila, es el recuadro de una imagen."""
    return celda.imagen is not None and celda.columnas == 1


def imagen_que_cabe(datos: bytes, descripcion: str, alto: Decimal, ancho: Mm) -> Imagen:
    """La imagen, enderezada y con su proporción, en ese alto (mm) y ese ancho a lo más.

    ``descripcion``: la que oye quien no la ve.
    """
    datos = imagen_a_la_vista(datos)
    medidas = medir(datos)
    if medidas is None:  # ni el modelo ni el formato la habrían admitido
        raise ErrorDeEntrada(Falla("imagen_invalida", "", "una imagen está incompleta"))
    proporcion = medidas.ancho / medidas.alto
    alto_final = min(float(alto), ancho / proporcion)
    return Imagen(datos, medidas.clase, descripcion, Mm(alto_final * proporcion), Mm(alto_final))


def _anchos_de_celdas(bloque: BloqueDePagina, anchos: Sequence[float]) -> list[list[float]]:
    """La parte del ancho que ocupa cada celda, fila por fila."""
    return [
        [fsum(anchos[columna : columna + c.columnas]) for columna, c, n in celdas if n == fila]
        for fila, celdas in enumerate(rejilla_de(bloque))
    ]


def _sin_numeros(tabla: Tabla) -> Tabla:
    """La tabla sin los números de página, que en una celda no existen, ni lo que los anuncia."""
    tiene = any(isinstance(tramo, CampoCalculado) for tramo in tramos_de_bloque(tabla))

    def celda(original: Celda) -> Celda:
        """La celda, sin números de página ni, si la tabla los traía, una que sólo los anuncie."""
        contenido = original.contenido
        if tiene and isinstance(contenido, str) and _SOLO_ANUNCIO.fullmatch(contenido.strip()):
            return attrs.evolve(original, contenido="")
        if isinstance(contenido, str) or not any(isinstance(t, CampoCalculado) for t in contenido):
            return original
        return attrs.evolve(original, contenido=_sin_anuncios(contenido))

    return attrs.evolve(tabla, filas=[fila.mapear(celda) for fila in tabla.filas])


def _sin_anuncios(contenido: Sequence[Tramo]) -> str:
    """El texto alrededor de los números de página, sin las palabras que los anuncian."""
    pedazos = [""]
    for tramo in contenido:
        if isinstance(tramo, CampoCalculado):
            pedazos.append("")
        else:
            pedazos[-1] += solo_texto((tramo,))
    primero, *siguientes = pedazos
    *medio, ultimo = [_CIERRE.sub("", siguiente) for siguiente in siguientes]
    anuncian = [primero, *("" if _ENTRE_NUMEROS.fullmatch(texto) else texto for texto in medio)]
    return "".join([*(_ANUNCIO.sub("", texto) for texto in anuncian), ultimo]).strip()


_RUTA = "membrete"
_NO_TIENE = "el membrete no tiene una sección"


def seccion_del_membrete(
    membrete: Membrete, de_la_seccion: Orientacion | None, del_formato: Orientacion
) -> tuple[int, Pagina]:
    """El número de la primera sección con esa orientación, desde 0, y su página.

    Si no la hay, la primera del membrete: girada, si una sección del formato la pide; como está, si
    sólo es la de sus demás salidas. ``de_la_seccion``: la que pide una sección del formato;
    ``None`` si pide la de él.
    """
    orientacion = de_la_seccion or del_formato
    for numero, pagina in enumerate(membrete.paginas):
        if _orientacion_de(pagina) == orientacion:
            return numero, pagina
    primera = membrete.paginas[0]
    return 0, primera.girada() if de_la_seccion else primera


def avisos_de_membrete(
    membrete: Membrete | None, marcos: Sequence[Marco], formato: Formato
) -> Iterator[Aviso]:
    """Avisos de lo que el membrete trae y no se usa, y de las orientaciones que le faltan.

    ``marcos``: las páginas del documento.
    """
    if membrete is None:
        return
    for reparo in membrete.reparos:
        yield Aviso("membrete_sin_usar", _RUTA, reparo)
    usadas = {marco.seccion_del_membrete for marco in marcos}
    for numero, pagina in enumerate(membrete.paginas):
        if numero not in usadas:
            motivo = f"su sección {numero + 1}, {_orientacion_de(pagina)}: ninguna parte la pide"
            yield Aviso("membrete_sin_usar", _RUTA, f"del membrete no se usa {motivo}")
    yield from _avisos_de_orientacion(membrete, marcos, formato)


def _avisos_de_orientacion(
    membrete: Membrete, marcos: Sequence[Marco], formato: Formato
) -> Iterator[Aviso]:
    """Avisos de las orientaciones que el documento usa y el membrete no tiene."""
    lados = set(map(_orientacion_de, membrete.paginas))
    giradas = {lado for marco in marcos if (lado := _orientacion_de(marco.pagina)) not in lados}
    for lado in sorted(giradas):
        motivo = f"se gira la 1, con el mismo encabezado y el mismo pie; dibuje una {lado} en Word"
        yield Aviso("membrete_sin_orientacion", _RUTA, f"{_NO_TIENE} {lado}: {motivo}")
    orientacion = formato.pagina.lado
    if orientacion not in lados and any(_orientacion_de(marco.pagina) in lados for marco in marcos):
        motivo = f"el formato, que es {orientacion}, va en la 1, que no lo es"
        yield Aviso("membrete_sin_orientacion", _RUTA, f"{_NO_TIENE} {orientacion}: {motivo}")


def _orientacion_de(pagina: Pagina) -> Orientacion:
    return "horizontal" if pagina.horizontal else "vertical"


@clases.frozen
class ComponentesDeHoja:
    """Unos componentes de una dependencia, o del plan si no tiene dependencias."""

    dependencia: Dependencia | None
    componentes: tuple[UnComponente, ...]


def tramos_de(contenido: temas.Contenido, lugares: Iterable[Parada]) -> list[ComponentesDeHoja]:
    """Los componentes de cada dependencia, con lo que llevan; sin dependencias, un solo tramo."""
    tramos: dict[Parada | None, list[UnComponente]] = {}
    dentro: list[Parada] = []
    for lugar in lugares:
        if lugar.contenido.clase is Dependencia:
            tramos[lugar] = []
        elif lugar.contenido.clase is Componente:
            dentro = []
            tramos.setdefault(lugar.dentro_de, []).append(UnComponente(contenido, lugar, dentro))
        elif "componente" in lugar.de_afuera:
            dentro += (lugar,)
    return [
        ComponentesDeHoja(dependencia.objeto if dependencia else None, tuple(componentes))
        for dependencia, componentes in (tramos or {None: []}).items()
    ]


def en_hojas(
    tramos: Sequence[ComponentesDeHoja], politica: str
) -> Iterable[Sequence[ComponentesDeHoja]]:
    """Los tramos de cada hoja de un libro.

    ``politica``: «unica», «dependencia» o «componente»; por componente, según aparecen.
    """
    if politica == "unica" or not any(tramo.componentes for tramo in tramos):
        return [tramos]
    if politica == "dependencia":
        return [[tramo] for tramo in tramos]
    hojas: dict[object, list[ComponentesDeHoja]] = {}
    for tramo in tramos:
        for componente in tramo.componentes:
            clave = (componente.componente.numero, componente.componente.nombre)
            hoja = hojas.setdefault(clave, [])
            if hoja and hoja[-1].dependencia is tramo.dependencia:
                anteriores = hoja.pop().componentes
                hoja.append(ComponentesDeHoja(tramo.dependencia, (*anteriores, componente)))
            else:
                hoja.append(ComponentesDeHoja(tramo.dependencia, (componente,)))
    return hojas.values()
