"""Piezas que alguien junta en un documento, hechas bloques: textos, tablas, imágenes, gráficos."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import attrs

from paac_reportes import clases
from paac_reportes.composicion.compositor import componer
from paac_reportes.composicion.hojas_aparte import es_larga
from paac_reportes.composicion.numeracion import TituloPorNumerar
from paac_reportes.composicion.pagina import imagen_que_cabe
from paac_reportes.composicion.parrafos import parrafo_de, tramo_de_trozo
from paac_reportes.composicion.tablas.alcances import FilasLibres
from paac_reportes.composicion.union import PiezaSuelta
from paac_reportes.composicion.vistazo import avisos_de_anchos
from paac_reportes.decimales import contexto
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.formatos.definicion.bloques import BloqueTabla, TablaDeFormato
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.imagenes import imagen_a_la_vista, medir
from paac_reportes.maqueta.colores_de_graficos import con_paleta
from paac_reportes.maqueta.contenido import Contenido, NumeroDeLeyenda, solo_texto
from paac_reportes.maqueta.documento import Documento, Medio
from paac_reportes.maqueta.estilos import ESTILO_DE_LEYENDA, Estilo
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.anchos import LimitesDeColumna, pesar
from paac_reportes.maqueta.nodos import COLUMNAS_MAXIMAS, Bloque, Grafico, Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila
from paac_reportes.modelo import Plan
from paac_reportes.textos.markdown import Lado, TablaDeTexto, Trozo, bloques_de_documento

_TABLA = "tabla"
_PARTE_DE_PAGINA = Decimal("0.8")
"""Parte máxima de la página para una imagen, con su leyenda."""
_PARTE_SIN_TAMANO = contexto(28).divide(1, 3)
"""Parte de la página para una imagen sin tamaño: un escudo de muchos puntos la llenaría."""
PUNTOS_POR_PULGADA = 200
"""De una imagen: con menos, en papel se le ven."""
_LADO_MENOR = Decimal(1)
"""En milímetros: lo que mide menos parece escondido."""


@clases.frozen(eq=False)
class Taller:
    """Con qué se hace una pieza en un medio."""

    anfitrion: Plan
    """De la entidad del documento, y sin filas."""
    formato: Formato
    medio: Medio
    marco: Documento
    """La página, los encabezados y los estilos del documento, sin nada escrito."""


@clases.frozen
class Texto:
    """Un texto en Markdown."""

    markdown: str

    def pieza(self, taller: Taller) -> PiezaSuelta:
        """La pieza de un texto; su hoja se llama como su primer título."""
        estilos = _con_los_lados(taller.marco.estilos)
        bloques = tuple(_de_markdown(self.markdown, taller, estilos))
        titulos = (bloque.texto for bloque in bloques if isinstance(bloque, Titulo))
        hay_tablas = any(isinstance(bloque, Tabla) for bloque in bloques)
        return PiezaSuelta(
            nombre=next(titulos, "Texto"), bloques=bloques, estilos=estilos if hay_tablas else {}
        )

    def decide(self) -> object:
        """Lo que decide los bytes que salen de la pieza, para un acta."""
        return self.markdown


def _de_markdown(texto: str, taller: Taller, estilos: Mapping[str, Estilo]) -> Iterator[Bloque]:
    """Los títulos, los párrafos y las tablas de un texto en Markdown."""
    for bloque in bloques_de_documento(texto):
        if isinstance(bloque, TablaDeTexto):
            yield _tabla_de_texto(bloque, taller, estilos)
        elif bloque.clase != "titulo":
            parrafo = parrafo_de(bloque)
            es_fuente = solo_texto(parrafo.contenido).startswith(_FUENTE)
            yield attrs.evolve(parrafo, estilo="nota") if es_fuente else parrafo
        elif titulo := "".join(trozo.texto for trozo in bloque.trozos).strip():
            yield TituloPorNumerar(texto=titulo, nivel=bloque.nivel, numeracion="seguida")


_FUENTE = "Fuente: "
"""Con lo que empieza el renglón que dice de dónde sale la figura o la tabla de encima."""

_LADOS: tuple[Lado, ...] = ("centro", "derecha")


def _con_los_lados(estilos: Mapping[str, Estilo]) -> Mapping[str, Estilo]:
    """Los estilos de celda y rótulo, y uno por lado: ``celda-derecha``."""
    return {
        f"{nombre}-{lado}": attrs.evolve(estilos[nombre], horizontal=lado)
        for nombre in ("celda", "rotulo")
        for lado in _LADOS
    } | {nombre: estilos[nombre] for nombre in ("celda", "rotulo")}


_NOMBRE_DE_TABLA = "Tabla"


def _tabla_de_texto(de_texto: TablaDeTexto, taller: Taller, estilos: Mapping[str, Estilo]) -> Tabla:
    """Una tabla de Markdown, con los anchos que pide lo que dice."""
    alinea = not taller.formato.aspecto.resuelto.tabla.cuadricula

    def fila(celdas: Sequence[Sequence[Trozo]], base: str, *, a_su_lado: bool) -> Fila:
        """Una fila de estilo ``base`` o, ``a_su_lado``, el de su columna: ``celda-derecha``."""
        return Fila(
            tuple(
                Celda(
                    _contenido(trozos), f"{base}-{lado}" if a_su_lado and lado in _LADOS else base
                )
                for trozos, lado in zip(celdas, de_texto.lados, strict=True)
            )
        )

    columnas = len(de_texto.lados)
    if columnas > COLUMNAS_MAXIMAS:
        motivo = f"trae una tabla de {columnas} columnas; Word admite {COLUMNAS_MAXIMAS}"
        raise ErrorDeEntrada(Falla("no_cabe", "", motivo))
    tabla = Tabla(
        anchos=(1 / columnas,) * columnas,
        rotulos=(fila(de_texto.rotulos, "rotulo", a_su_lado=alinea),),
        filas=tuple(fila(celdas, "celda", a_su_lado=True) for celdas in de_texto.filas),
        descripcion=_NOMBRE_DE_TABLA,
        titulares=(0,),
    )
    libres = [LimitesDeColumna(0, 1)] * columnas
    util = taller.marco.partes[0].marco.pagina.ancho_util
    return attrs.evolve(tabla, anchos=pesar([tabla], libres, Medidor(dict(estilos)), util))


def _contenido(trozos: Sequence[Trozo]) -> Contenido:
    tramos = tuple(map(tramo_de_trozo, trozos))
    textos = [tramo for tramo in tramos if isinstance(tramo, str)]
    return "".join(textos) if len(textos) == len(tramos) else tramos


SIN_DESCRIPCION = "Imagen sin descripción"


@clases.frozen(eq=False)
class DeFilas:
    """Unas filas, ya reducidas a lo que sus columnas muestran."""

    tabla: TablaDeFormato
    filas: FilasLibres
    leyenda: str

    def pieza(self, taller: Taller) -> PiezaSuelta:
        """La pieza de una tabla, con el aspecto y en la página del documento."""
        bloque = BloqueTabla(tipo="tabla", cada="plan", tablas=(_TABLA,))
        formato = attrs.evolve(taller.formato, cuerpo=(bloque,), tablas={_TABLA: self.tabla})
        nombre = self.leyenda or _NOMBRE_DE_TABLA
        documento = componer(taller.anfitrion, formato, None, taller.medio, self.filas).documento
        bloques = [
            attrs.evolve(nodo, descripcion=nombre) if isinstance(nodo, Tabla) else nodo
            for parte in documento.partes
            for nodo in parte.bloques
        ]
        en_paginas = taller.medio == "documento"
        return PiezaSuelta(
            nombre=nombre,
            bloques=(leyenda_de("Tabla", self.leyenda), *bloques),
            estilos=documento.estilos,
            en_su_hoja=any(map(es_larga, bloques)),
            avisos=tuple(avisos_de_anchos(documento, formato)) if en_paginas else (),
        )

    def decide(self) -> object:
        """Lo que decide los bytes de la pieza: sus filas, sus columnas y su leyenda."""
        return [self.filas, attrs.asdict(self.tabla), self.leyenda]


def alto_por_sus_puntos(datos: bytes) -> Decimal | None:
    """Alto de una imagen según sus puntos, en milímetros; ``None`` si no se sabe."""
    medidas = medir(imagen_a_la_vista(datos))
    if medidas is None:
        return None
    punto = Decimal("25.4") / PUNTOS_POR_PULGADA
    return medidas.alto * max(punto, _LADO_MENOR / min(medidas.ancho, medidas.alto))


@clases.frozen
class DeImagen:
    """Una imagen entera, con lo que se escribe sobre ella y oye quien no la ve."""

    datos: bytes = attrs.field(repr=False)
    leyenda: str
    alto: Decimal | None = None
    """En milímetros, si se dice: sin él, el de sus puntos, hasta un tercio de la página."""

    def pieza(self, taller: Taller) -> PiezaSuelta:
        """La pieza de una imagen, achicada si no cabe en la página, con su leyenda."""
        pagina = taller.marco.partes[0].marco.pagina
        parte = _PARTE_SIN_TAMANO if self.alto is None else _PARTE_DE_PAGINA
        cabe = Decimal(repr(pagina.alto_util)) * parte
        alto = self.alto or alto_por_sus_puntos(self.datos) or cabe
        descripcion = self.leyenda or SIN_DESCRIPCION
        imagen = imagen_que_cabe(self.datos, descripcion, min(cabe, alto), pagina.ancho_util)
        encima = leyenda_de("Figura", self.leyenda)
        lado = taller.marco.estilos[encima.estilo].horizontal
        return PiezaSuelta(
            nombre=self.leyenda or "Figura",
            bloques=(encima, Parrafo((imagen,), f"texto-{lado}")),
        )

    def decide(self) -> object:
        """Lo que decide los bytes de la pieza: los de la imagen, su leyenda y su alto."""
        return [self.datos, self.leyenda, self.alto]


@clases.frozen
class DeGrafico:
    """Un gráfico nuestro."""

    grafico: Grafico

    def pieza(self, taller: Taller) -> PiezaSuelta:
        """La pieza de un gráfico, con el aspecto del documento; o la de su tabla."""
        from paac_reportes.informe.figuras import nota_de_figura  # noqa: PLC0415 - sólo quien dibuja

        grafico = self.grafico
        if (tabla := grafico.en_su_lugar) is not None:
            bloques = (leyenda_de("Tabla", grafico.titulo), tabla)
            return PiezaSuelta(nombre=grafico.titulo, bloques=bloques)
        figura = con_paleta(grafico, taller.formato.aspecto.resuelto.paleta)
        figura = attrs.evolve(figura, familia=taller.formato.familia)
        encima, notas = leyenda_de("Figura", grafico.titulo), nota_de_figura(grafico)
        return PiezaSuelta(nombre=grafico.titulo, bloques=(encima, figura, *notas))

    def decide(self) -> object:
        """Datos del gráfico, de los que dependen sus bytes."""
        return attrs.asdict(self.grafico)


def leyenda_de(clase: str, texto: str) -> Parrafo:
    """El párrafo ``Tabla 3. …``, con su número por saber; sin texto, sólo el número."""
    numero = NumeroDeLeyenda(clase, 0)
    return Parrafo((numero, f". {texto}") if texto else (numero,), ESTILO_DE_LEYENDA)
