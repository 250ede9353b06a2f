"""Los estilos por su nombre: cómo se ve un texto o una celda."""

from collections.abc import Mapping
from typing import Literal

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.aspecto import (
    CUADRICULA,
    NEGRO,
    OFICIAL,
    Aspecto,
    Bordes,
    Horizontal,
    Raya,
)
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm

Vertical = Literal["arriba", "centro", "abajo"]
Dato = Literal["texto", "fecha", "numero"]

_SIN_AIRE = Pt(0)
ESTILO_DE_DEBAJO = "debajo"
"""Estilo de la frase que una fila dice debajo de ella, a todo lo ancho."""
ESTILO_DE_MEMBRETE = "membrete"
"""Estilo de un encabezado o un pie dibujados en Word, donde no es Word; con su lado al final."""
COLOR_DE_BARRA = "2E75B6"
"""Color de la barra que va bajo una cifra."""
COLOR_DE_BARRA_DETRAS = "BDD7EE"
"""Color de la barra que un libro dibuja detrás de la cifra: el negro se lee encima."""
ALTO_DE_BARRA, SOBRE_LA_BARRA = Pt(2.5), Pt(1.5)
"""Alto de la barra, y aire que la separa de su cifra."""
_NOTA_MINIMA = 6
"""Puntos de la letra más pequeña que una nota lleva por sí sola."""


@clases.frozen(kw_only=True)
class Estilo:
    """Aspecto de un párrafo o de una celda; los colores son ``RRGGBB``."""

    familia: str
    tamano: Pt
    clase: str = ""
    """Nombre de ``estilos_base`` del que es, o del que es una variante: ``celda``, ``rotulo``."""
    negrita: bool = False
    cursiva: bool = False
    color: str | None = None
    relleno: str | None = None
    horizontal: Horizontal = "izquierda"
    vertical: Vertical = "arriba"
    bordes: Bordes | None = None
    """Las rayas de la celda."""
    dato: Dato = "texto"
    """Clase de lo que una hoja de cálculo guarda, si el texto es exactamente eso."""
    antes: Pt = _SIN_AIRE
    despues: Pt = _SIN_AIRE
    sangria: Pt = _SIN_AIRE
    """Sangría a la derecha, con la primera línea afuera, como en una lista."""
    margen: Pt = _SIN_AIRE
    """Sangría de todo el párrafo a la derecha, como en una lista dentro de otra."""
    al_ras: bool = False
    """Si el texto de la celda llega a sus lados, en un documento, sin el margen de las demás."""
    con_el_siguiente: bool = False
    """Si no se deja al pie de la página, lejos de lo que lo sigue."""
    con_el_anterior: bool = False
    """Si no se deja al comienzo de la página, lejos de lo que va encima."""
    nivel: int = 0
    """Nivel de sus títulos en la navegación, desde 1; 0 si no están en ella."""
    sobre: Pt = _SIN_AIRE
    """Blanco que una hoja de cálculo deja sobre su fila: el de dentro se reparte."""
    debajo: Pt = _SIN_AIRE
    """Blanco que una hoja de cálculo deja bajo su fila."""
    girado: bool = False
    """Si el texto de la celda va de abajo arriba; ``horizontal`` y ``vertical``, como se ven."""
    repartido: bool = False
    """Si en una hoja sus renglones se reparten en todo el alto de la celda."""
    en_un_renglon: bool = False
    """Si en una hoja muestra el primer renglón, y lo demás, quien abra la celda."""
    filete: Raya | None = None
    """La raya a la izquierda de un párrafo, que lo aparta de los demás."""

    @property
    def alineacion(self) -> Horizontal:
        """Hacia qué lado de su renglón va el texto; uno girado empieza abajo."""
        return _ALINEACION_DE_GIRADO[self.vertical] if self.girado else self.horizontal


_ALINEACION_DE_GIRADO: dict[Vertical, Horizontal] = {
    "arriba": "derecha",
    "centro": "centro",
    "abajo": "izquierda",
}


MARGEN_DE_CELDA, AIRE_DE_CELDA = Pt(3.5), Pt(1.0)
"""Blanco que una celda de un documento deja a los lados, y arriba y abajo."""

MARGEN_TRAS_NUMERO = Pt(7.5)
"""Sangría del texto de una celda que va tras un número pegado a su derecha.

Con los márgenes de las dos celdas quedan entre ellos 5 mm.
"""

COLOR_DE_ENLACE = "0563C1"
"""Color que Word y Excel dan a un enlace."""

CONTRASTE = 4.5
"""Lo menos que WCAG 2 pide entre un texto corriente y su fondo."""

BLANCO = "FFFFFF"


def contraste(color: str, fondo: str) -> float:
    """Razón de contraste de dos colores ``RRGGBB``, de 1 a 21 (WCAG 2, 1.4.3)."""
    claro, oscuro = sorted(map(_luminancia, (color, fondo)), reverse=True)
    return (claro + 0.05) / (oscuro + 0.05)


_OSCURO = 0.04045
"""Valor de un canal de sRGB, de 0 a 1, hasta el que es lineal."""


def _luminancia(color: str) -> float:
    """Luminancia de un color ``RRGGBB``: de 0, el negro, a 1, el blanco (WCAG 2)."""
    canales = (int(color[lugar : lugar + 2], 16) / 255 for lugar in (0, 2, 4))
    rojo, verde, azul = (
        canal / 12.92 if canal <= _OSCURO else ((canal + 0.055) / 1.055) ** 2.4 for canal in canales
    )
    return 0.2126 * rojo + 0.7152 * verde + 0.0722 * azul


def letra_sobre(relleno: str, color: str | None) -> str | None:
    """El color de letra que se lee sobre un relleno: el dado o, si no alcanza, blanco o negro.

    ``color``: ``None`` es negro, y si alcanza se devuelve ``None``.
    """
    if contraste(color or NEGRO, relleno) >= CONTRASTE:
        return color
    return max((NEGRO, BLANCO), key=lambda letra: contraste(letra, relleno))


ESTILO_DE_LEYENDA = "leyenda"


def estilo_que_sigue(estilo: str) -> str:
    """Estilo del nombre de un grupo donde se escribe otra vez: ``banda`` → ``banda-sigue``."""
    return f"{estilo}-sigue"


NIVEL_MAXIMO = 5
"""Nivel del título más hondo: el último de una página web, en que el 1 es el del documento."""


def estilo_de_titulo(nivel: int) -> str:
    """Nombre del estilo de los títulos de un nivel, ``titulo2``; el 0 es el del documento."""
    return f"titulo{nivel or ''}"


ESTILO_DE_CONTENIDO = "indice-titulo"
"""Estilo del título de la tabla de contenido; no es una parte, y va en menos que sus títulos."""

EN_WORD = {
    estilo_de_titulo(0): "Title",
    ESTILO_DE_CONTENIDO: "TOC Heading",
    **{estilo_de_titulo(nivel): f"heading {nivel}" for nivel in range(1, NIVEL_MAXIMO + 1)},
    "texto": "Body Text",
}
"""Estilos de texto corrido que Word conoce, con su nombre en inglés."""


def estilos_base(familia: str, tamano: Pt, aspecto: Aspecto = OFICIAL) -> dict[str, Estilo]:
    """Los estilos que todo documento tiene, para la letra y el aspecto dados.

    Son párrafos ``texto``, ``lista``, ``leyenda`` (lo que se escribe sobre una tabla o un
    gráfico), ``nota`` (lo que se escribe bajo una tabla), ``titulo``, ``titulo1``… y los demás,
    celdas: ``encabezado`` y ``pie`` de página, ``franja`` (fila a todo lo ancho sobre los rótulos),
    ``rotulo``, ``banda`` (entre filas), ``total`` (la fila que cierra una tabla o un grupo),
    ``dato`` (el rótulo al lado de su valor), ``indice`` (un renglón de la tabla de contenido, bajo
    su ``indice-titulo``), ``firma`` y ``celda``.
    """
    estilos_de = _oficiales if aspecto.tabla.cuadricula else _sobrios
    letra = Estilo(familia=familia, tamano=tamano, color=aspecto.paleta.tinta)
    return con_su_clase(estilos_de(letra, aspecto))


def con_su_clase(estilos: Mapping[str, Estilo]) -> dict[str, Estilo]:
    """Los estilos, cada uno como una clase aparte, con el nombre suyo."""
    return {nombre: attrs.evolve(estilo, clase=nombre) for nombre, estilo in estilos.items()}


def _oficiales(letra: Estilo, aspecto: Aspecto) -> dict[str, Estilo]:
    """Los estilos de un formulario impreso: cada celda en su cuadro.

    ``letra``: el de que parten los demás.
    """
    tamano, escala = letra.tamano, aspecto.letra
    celda = _con_aire_de_tabla(attrs.evolve(letra, bordes=CUADRICULA), aspecto.tabla.aire)
    rotulo = attrs.evolve(
        celda, negrita=True, horizontal="centro", vertical="centro", con_el_siguiente=True
    )

    def titulo(
        nivel: int, fijo: Pt | None, aumento: int, antes: int, horizontal: Horizontal = "izquierda"
    ) -> Estilo:
        """El estilo de un título, en pt; sin tamaño ``fijo``, el de la letra con ese ``aumento``.

        ``antes``: el blanco que lo precede.
        """
        return attrs.evolve(
            letra,
            tamano=fijo or Pt(tamano + aumento),
            color=aspecto.paleta.titulo or letra.color,
            negrita=True,
            horizontal=horizontal,
            vertical="centro",
            con_el_siguiente=True,
            antes=Pt(antes),
            despues=Pt(4),
            nivel=nivel,
        )

    return {
        "texto": attrs.evolve(letra, tamano=escala.texto or tamano, despues=Pt(4)),
        "lista": attrs.evolve(letra, tamano=escala.texto or tamano, despues=Pt(3), sangria=Pt(14)),
        ESTILO_DE_LEYENDA: attrs.evolve(
            letra,
            tamano=escala.leyenda or tamano,
            negrita=True,
            horizontal="centro",
            vertical="abajo",
            antes=Pt(8),
            despues=Pt(2),
            con_el_siguiente=True,
        ),
        "nota": attrs.evolve(
            letra,
            tamano=escala.nota or Pt(max(tamano - 1, _NOTA_MINIMA)),
            color=aspecto.paleta.nota or letra.color,
            antes=Pt(2),
            con_el_anterior=True,
        ),
        estilo_de_titulo(0): titulo(0, escala.titulo, 4, 0, "centro"),
        estilo_de_titulo(1): titulo(1, escala.titulo1, 3, 4),
        estilo_de_titulo(2): titulo(2, escala.titulo2, 1, 8),
        estilo_de_titulo(3): titulo(3, escala.titulo3, 0, 6),
        ESTILO_DE_CONTENIDO: titulo(0, escala.titulo1, 3, 0),
        "encabezado": attrs.evolve(
            letra,
            bordes=CUADRICULA,
            horizontal="centro",
            vertical="centro",
            antes=Pt(2),
            despues=Pt(2),
        ),
        "pie": letra,
        "franja": attrs.evolve(rotulo, relleno="D9E2F3"),
        "rotulo": attrs.evolve(rotulo, relleno="BDD7EE"),
        "banda": attrs.evolve(rotulo, relleno=aspecto.paleta.fondo),
        "total": attrs.evolve(celda, negrita=True, vertical="centro", relleno=aspecto.paleta.fondo),
        "dato": attrs.evolve(celda, negrita=True, vertical="centro", relleno=aspecto.paleta.fondo),
        "indice": attrs.evolve(letra, tamano=Pt(tamano + 1), antes=Pt(1), despues=Pt(1)),
        "firma": attrs.evolve(letra, horizontal="centro", vertical="abajo", antes=Pt(36)),
        "celda": celda,
        **_estilo_tras_tabla(letra, aspecto),
    }


def estilos_de_indice(indice: Estilo) -> dict[str, Estilo]:
    """Estilos de un contenido hecho tabla: cada nivel más adentro, el primero en negrita."""
    return {
        estilo_de_renglon(nivel): attrs.evolve(
            indice, negrita=nivel == 1, margen=Pt(2 * PASO_DE_SANGRIA * (nivel - 1))
        )
        for nivel in range(1, NIVEL_MAXIMO + 1)
    }


def estilo_de_renglon(nivel: int) -> str:
    """Estilo del renglón de un título de ese nivel en la tabla de contenido."""
    return f"indice{nivel}"


_DE_MAS_EN_HOJA = Mm(0.2)
"""Aire de más que recibe en un libro una celda sobria, y su fila mide como en un documento.

Allá toda celda deja además ``AIRE_DE_CELDA``; aquí, buena parte de eso ya lo trae el renglón. En un
formulario lo recibe la fila de un renglón, cuyas letras quedaban a menos de 2 puntos de la raya.
"""


def estilos_en_hoja(familia: str, tamano: Pt, aspecto: Aspecto) -> dict[str, Estilo]:
    """Los mismos que ``estilos_base``, como van en una hoja de cálculo.

    La celda de un formulario, a medio alto: Excel pide por renglón más de lo que LibreOffice
    dibuja, y todo lo de más quedaba bajo un texto que colgaba de su raya.
    """
    tabla = attrs.evolve(aspecto.tabla, aire=Mm(aspecto.tabla.aire + _DE_MAS_EN_HOJA))
    en_hoja = estilos_base(familia, tamano, attrs.evolve(aspecto, tabla=tabla))
    if not tabla.cuadricula:
        return _con_lugar_en_hoja(en_hoja)
    celda = estilos_base(familia, tamano, aspecto)["celda"]
    return {**en_hoja, "celda": attrs.evolve(celda, vertical="centro")}


_A_MEDIO_ALTO = (
    *("celda", "dato", "rotulo", "nota", "indice", ESTILO_DE_CONTENIDO),
    *map(estilo_de_titulo, range(4)),
)
CON_ENTRADA = ("celda", "dato", "rotulo", "total")
"""Estilos de tabla cuyo texto entra un paso en una hoja de lo sobrio."""


def _con_lugar_en_hoja(estilos: Mapping[str, Estilo]) -> dict[str, Estilo]:
    """Los estilos de lo sobrio en una hoja, cuyas celdas no tienen márgenes.

    El texto de una tabla entra un paso, salvo en la primera columna (``hoja.estilos``): así no
    topa con el de la columna de antes. El de un renglón, a medio alto, deja a los dos lados lo que
    su estilo pide antes y después; una nota y el título del documento, la mitad de lo que después,
    y una leyenda, de lo que antes: entre ella y los rótulos queda lo que en un documento.
    """
    en_hoja = {nombre: attrs.evolve(estilos[nombre], vertical="centro") for nombre in _A_MEDIO_ALTO}
    for nombre in CON_ENTRADA:
        estilo = en_hoja.get(nombre, estilos[nombre])
        en_hoja[nombre] = attrs.evolve(estilo, margen=PASO_DE_SANGRIA)
    for nombre in ("nota", estilo_de_titulo(0)):
        en_hoja[nombre] = attrs.evolve(en_hoja[nombre], antes=_SIN_AIRE)
    leyenda = attrs.evolve(estilos[ESTILO_DE_LEYENDA], vertical="centro", despues=_SIN_AIRE)
    return {**estilos, **en_hoja, ESTILO_DE_LEYENDA: leyenda}


def titulos_con_aire_aparte(estilos: Mapping[str, Estilo]) -> dict[str, Estilo]:
    """Estilos de los títulos que dejan más antes que después: la diferencia, en ``sobre``."""
    return {
        nombre: attrs.evolve(titulo, antes=titulo.despues, sobre=Pt(titulo.antes - titulo.despues))
        for nombre in map(estilo_de_titulo, range(4))
        if (titulo := estilos[nombre]).antes > titulo.despues
    }


def _sobrios(letra: Estilo, aspecto: Aspecto) -> dict[str, Estilo]:
    """Los estilos de lo que no es un formulario: con rayas en vez de cuadros.

    ``letra``: el de que parten los demás.
    """
    paleta, reglas, escala = aspecto.paleta, aspecto.tabla, aspecto.letra
    celda = _con_aire_de_tabla(
        attrs.evolve(letra, bordes=_bordes_de(abajo=reglas.filas)), reglas.aire
    )
    fuerte = attrs.evolve(celda, negrita=True, color=paleta.titulo or letra.color)
    rotulo = attrs.evolve(
        fuerte, vertical="abajo", bordes=_bordes_de(abajo=reglas.rotulos), con_el_siguiente=True
    )
    texto = attrs.evolve(letra, tamano=escala.texto or letra.tamano, despues=Pt(6))
    leyenda, gris = escala.leyenda or letra.tamano, paleta.nota or letra.color
    mayor, segundo = escala.titulo1 or letra.tamano, escala.titulo2 or letra.tamano
    de_contenido = Pt(round((mayor + segundo) / 2))

    def titulo(nivel: int, fijo: Pt | None, antes: int) -> Estilo:
        """El estilo de un título, en pt; sin tamaño ``fijo``, el de la letra.

        ``antes``: el blanco que lo precede.
        """
        return attrs.evolve(
            fuerte,
            tamano=fijo or letra.tamano,
            bordes=None,
            con_el_siguiente=True,
            antes=Pt(antes),
            despues=Pt(antes / 2),
            nivel=nivel,
        )

    return {
        "texto": texto,
        "lista": attrs.evolve(texto, despues=Pt(4), sangria=Pt(14)),
        ESTILO_DE_LEYENDA: attrs.evolve(
            letra, tamano=leyenda, negrita=True, antes=Pt(8), despues=Pt(3), con_el_siguiente=True
        ),
        "nota": attrs.evolve(
            letra,
            tamano=escala.nota or leyenda,
            color=gris,
            antes=Pt(3),
            despues=Pt(6),
            con_el_anterior=True,
        ),
        estilo_de_titulo(0): attrs.evolve(titulo(0, escala.titulo, 0), despues=Pt(12)),
        estilo_de_titulo(1): titulo(1, escala.titulo1, 20),
        estilo_de_titulo(2): titulo(2, escala.titulo2, 14),
        estilo_de_titulo(3): titulo(3, escala.titulo3, 10),
        ESTILO_DE_CONTENIDO: attrs.evolve(titulo(0, de_contenido, 0), despues=Pt(8)),
        "encabezado": attrs.evolve(
            letra,
            color=gris,
            al_ras=True,
            vertical="centro",
            bordes=_bordes_de(abajo=reglas.rotulos),
            antes=Pt(2),
            despues=Pt(2),
        ),
        "pie": attrs.evolve(letra, tamano=escala.nota or letra.tamano, color=gris, al_ras=True),
        "franja": attrs.evolve(rotulo, bordes=None),
        "rotulo": rotulo,
        "banda": attrs.evolve(rotulo, vertical="centro", relleno=paleta.fondo, bordes=celda.bordes),
        "total": attrs.evolve(
            celda, negrita=True, vertical="centro", bordes=_bordes_de(arriba=reglas.total)
        ),
        "dato": attrs.evolve(celda, negrita=True),
        "indice": attrs.evolve(texto, antes=Pt(1), despues=Pt(1)),
        "firma": attrs.evolve(
            letra, horizontal="centro", vertical="abajo", antes=Pt(36), sobre=Pt(26)
        ),
        "celda": celda,
        **_estilo_tras_tabla(letra, aspecto),
    }


def _con_aire_de_tabla(celda: Estilo, aire: Mm) -> Estilo:
    """Estilo de celda con ese aire arriba y abajo, además del que toda celda deja."""
    return attrs.evolve(celda, antes=pt_de_mm(aire), despues=pt_de_mm(aire))


def _bordes_de(*, arriba: Raya | None = None, abajo: Raya | None = None) -> Bordes | None:
    return Bordes(arriba=arriba, abajo=abajo) if arriba or abajo else None


_ESTILO_TRAS_TABLA = "tabla"


def _estilo_tras_tabla(letra: Estilo, aspecto: Aspecto) -> dict[str, Estilo]:
    """Estilo cuyo ``despues`` es el aire que queda tras cada tabla; sin aire, ninguno."""
    aire = aspecto.tabla.despues
    return {_ESTILO_TRAS_TABLA: attrs.evolve(letra, despues=aire)} if aire else {}


ENTRE_BLOQUES = Pt(20)
"""Aire que separa los bloques de una primera página, que se leen de una mirada."""


def aire_tras_tabla(
    siguiente: Estilo, estilos: Mapping[str, Estilo], *, es_un_bloque: bool = False
) -> Pt:
    """Aire entre una tabla y lo que la sigue; su nota y la parte en que sigue van con ella.

    ``es_un_bloque``: si una de las dos es de los bloques de una primera página, que van holgados.
    """
    tabla = estilos.get(_ESTILO_TRAS_TABLA)
    abre_una_tabla = siguiente.con_el_siguiente and not siguiente.nivel and not es_un_bloque
    if tabla is None or siguiente.con_el_anterior or abre_una_tabla:
        return siguiente.antes
    return max(siguiente.antes, ENTRE_BLOQUES if es_un_bloque else tabla.despues)


def en_cuadricula(estilos: Mapping[str, Estilo]) -> bool:
    """Si las celdas de un documento van en los cuadros de un formulario."""
    return estilos["celda"].bordes == CUADRICULA


def estilos_en_cuadricula(estilos: Mapping[str, Estilo]) -> frozenset[str]:
    """Estilos de las celdas que van en cuadros, también si sólo los lleva una parte."""
    # Cientos de estilos comparten unos pocos bordes: se comparan éstos.
    distintos = {id(estilo.bordes): estilo.bordes for estilo in estilos.values()}
    de_cuadros = {cual for cual, bordes in distintos.items() if bordes == CUADRICULA}
    return frozenset({n for n, estilo in estilos.items() if id(estilo.bordes) in de_cuadros})


def aire_entre_tablas(estilos: Mapping[str, Estilo]) -> Pt:
    """El aire que una tabla deja antes de otra, además de lo que las separa."""
    return estilos[_ESTILO_TRAS_TABLA].despues if _ESTILO_TRAS_TABLA in estilos else _SIN_AIRE


def estilos_de_firma(firma: Estilo) -> dict[str, Estilo]:
    """Estilos del lugar donde se firma, tan alto como ``firma.antes``, de la firma y del nombre."""
    arriba = attrs.evolve(firma, vertical="arriba")
    return {
        "firma-espacio": attrs.evolve(
            arriba, antes=Pt(8), despues=firma.antes, con_el_siguiente=True
        ),
        "firma-imagen": attrs.evolve(firma, vertical="abajo", antes=Pt(8), con_el_siguiente=True),
        "firma-raya": attrs.evolve(arriba, antes=Pt(2), bordes=Bordes(arriba=Raya())),
    }


ESTILOS_DE_CIFRA = ("cifra", "cifra-nombre", "cifra-base")
"""El número en grande, lo que es, y todo lo demás que de él se dice."""

CIFRA_DE_ALARMA = "cifra-alarma"
"""El número en grande de lo que salió mal."""


def estilos_de_cifra(base: Mapping[str, Estilo], aspecto: Aspecto) -> dict[str, Estilo]:
    """Los estilos de unas cifras en grande: el número, su nombre y de qué se saca."""
    grande, nombre, de_base = ESTILOS_DE_CIFRA
    titulo = base[estilo_de_titulo(1)]
    celda = attrs.evolve(base["celda"], bordes=None, al_ras=True)
    raya, malo = aspecto.tabla.rotulos or Raya(), aspecto.paleta.malo
    fuerte = attrs.evolve(celda, negrita=True, con_el_siguiente=True)
    numero = attrs.evolve(
        fuerte,
        tamano=aspecto.letra.cifra,
        color=titulo.color,
        bordes=Bordes(arriba=raya),
        antes=Pt(2),
        despues=_SIN_AIRE,
    )
    fuerte, celda = (attrs.evolve(estilo, vertical="arriba") for estilo in (fuerte, celda))
    de_alarma = Bordes(arriba=attrs.evolve(raya, color=malo))
    return {
        grande: numero,
        CIFRA_DE_ALARMA: attrs.evolve(numero, color=malo, bordes=de_alarma),
        nombre: attrs.evolve(fuerte, antes=_SIN_AIRE, despues=_SIN_AIRE),
        de_base: attrs.evolve(
            celda,
            tamano=base["nota"].tamano,
            color=base["nota"].color,
            antes=_SIN_AIRE,
            despues=_SIN_AIRE,
        ),
    }


ESTILO_DE_FICHA = "celda-ficha"
"""Estilo del valor al lado de su rótulo en un formulario: a medio alto, como él."""

ESTILOS_DE_PORTADA = ("portada-nombre", "portada-rotulo", "portada-valor")
"""Estilos de la portada: el nombre del documento, y cada rótulo y valor suyos."""


def estilos_de_portada(
    base: Mapping[str, Estilo], aspecto: Aspecto, *, en_hoja: bool
) -> dict[str, Estilo]:
    """Los estilos de los datos de una portada: nombre, rótulo y valor.

    ``en_hoja``: en una hoja de cálculo el blanco lo da el alto de la fila.
    """
    letra = attrs.evolve(base["texto"], al_ras=True, antes=Pt(2), despues=Pt(2))
    raya = attrs.evolve(aspecto.tabla.rotulos or Raya(), grosor=Pt(2.25))
    nombre = attrs.evolve(
        letra,
        tamano=Pt(16),
        negrita=True,
        bordes=Bordes(arriba=raya),
        antes=Pt(14),
        despues=Pt(2),
        vertical="abajo" if en_hoja else letra.vertical,
    )
    rotulo = attrs.evolve(letra, color=base["nota"].color)
    return dict(zip(ESTILOS_DE_PORTADA, (nombre, rotulo, letra), strict=True))


def estilo_de_debajo(celda: Estilo) -> Estilo:
    """Estilo de la frase que una fila dice debajo: pegada a ella, y lejos de la que sigue."""
    return attrs.evolve(celda, antes=_SIN_AIRE, despues=Pt(celda.despues + 3))


ESTILO_DE_REMISION = "texto-remision"


def estilo_de_remision(texto: Estilo) -> Estilo:
    """Estilo de un renglón que lleva a otra hoja: de poco aire, que van varios seguidos."""
    return attrs.evolve(texto, antes=Pt(2), despues=Pt(1))


ESTILO_DESTACADO = "destacado"


PASO_DE_SANGRIA = Pt(6.75)
"""Excel corre el texto de a tres espacios de la letra normal: en Arial 8, nueve píxeles."""


def estilo_destacado(base: Mapping[str, Estilo], *, en_hoja: bool) -> Estilo:
    """El estilo de un texto que se lee antes que los demás: algo mayor, y con su raya al lado.

    La de una hoja es el borde de la celda: el texto se corre para no tocarlo, y va a medio alto.
    """
    texto, titulo = base["texto"], base[estilo_de_titulo(2)]
    filete = Raya(grosor=Pt(2.25), color=titulo.color or NEGRO)
    destacado = attrs.evolve(
        texto,
        tamano=titulo.tamano,
        despues=ENTRE_BLOQUES,
        con_el_siguiente=True,
        filete=filete,
    )
    if not en_hoja:
        return destacado
    return attrs.evolve(
        destacado,
        despues=_SIN_AIRE,
        debajo=destacado.despues,
        margen=PASO_DE_SANGRIA,
        vertical="centro",
    )


ESTILO_DE_APARTADO = "apartado"


def estilo_de_apartado(base: Mapping[str, Estilo]) -> Estilo:
    """Estilo del título de unos renglones que ni se numera ni está en el contenido."""
    titulo = base[estilo_de_titulo(2)]
    return attrs.evolve(titulo, nivel=0, antes=_SIN_AIRE, despues=Pt(6))


AIRE_DE_FILETE = Pt(9)
"""Distancia de un párrafo a su filete."""


ESTILOS_DE_LISTA = ("lista", "lista2", "lista3")
"""Estilo de cada nivel de lista; de ahí en adelante, el último."""


def sublistas(lista: Estilo) -> dict[str, Estilo]:
    """Los estilos de las listas que van dentro de otra: los de ella, cada vez más adentro."""
    return {
        nombre: attrs.evolve(lista, clase=nombre, margen=Pt(lista.margen + lista.sangria * nivel))
        for nivel, nombre in enumerate(ESTILOS_DE_LISTA)
        if nivel
    }
