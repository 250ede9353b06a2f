"""Cómo se ven las columnas de una tabla: su estilo y sus enlaces.

En orden: el estilo de cada columna, los enlaces de sus celdas, los estilos de un documento (los de
base, con los cambios del formato y sus variantes), y las columnas ya puestas: las que van por
corte, una vez por informe.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import fsum
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.composicion.pagina import Clase, estilo_de_bloque
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.formatos.definicion.aspecto import DE_LO_VENCIDO, VENCIDO, PorOtra, PorRegla
from paac_reportes.formatos.definicion.bloques import (
    LLAMADA,
    BloqueDatos,
    BloqueTexto,
    TablaDeFormato,
)
from paac_reportes.formatos.definicion.columnas import (
    Columna,
    datos_de_columna,
    resumida,
    sin_pisos_de_una,
)
from paac_reportes.formatos.definicion.esquema import ColumnaDelEsquema
from paac_reportes.formatos.definicion.filas import LETRAS_DE_CUENTAS
from paac_reportes.formatos.definicion.formato import Formato, bloques_de_pagina
from paac_reportes.formatos.definicion.recorridos import (
    Recorre,
    dice_un_avance,
    es_de_un_reporte,
    es_opcion,
)
from paac_reportes.maqueta.aspecto import CUADRICULA, Aspecto, Paleta
from paac_reportes.maqueta.contenido import Contenido, Enlace
from paac_reportes.maqueta.documento import Medio
from paac_reportes.maqueta.estilos import (
    BLANCO,
    ESTILO_DE_APARTADO,
    ESTILO_DE_DEBAJO,
    ESTILO_DE_FICHA,
    ESTILO_DE_MEMBRETE,
    ESTILO_DE_REMISION,
    ESTILO_DESTACADO,
    MARGEN_TRAS_NUMERO,
    Estilo,
    con_su_clase,
    estilo_de_apartado,
    estilo_de_debajo,
    estilo_de_remision,
    estilo_destacado,
    estilo_que_sigue,
    estilos_base,
    estilos_de_cifra,
    estilos_de_firma,
    estilos_de_portada,
    estilos_en_hoja,
    letra_sobre,
    sublistas,
    titulos_con_aire_aparte,
)
from paac_reportes.maqueta.hoja.estilos import con_aire_a_los_lados
from paac_reportes.maqueta.medida.anchos import LimitesDeColumna
from paac_reportes.maqueta.medida.tipografia import Pt
from paac_reportes.maqueta.nodos import COLUMNAS_MAXIMAS
from paac_reportes.modelo.metodologia import Escala, Informe
from paac_reportes.textos.remisiones import partido_en_direcciones


def nombre_de_estilo(
    columna: Columna, base: str = "celda", relleno: str | None = None, *, aparte: bool = False
) -> str:
    """Nombre del estilo de unas celdas, ``celda-derecha``; ``aparte``, tras una de números."""
    return _nombre_con_cambios(base, _cambios(columna, base, relleno, aparte=aparte))


def nombre_de_rotulo(columna: Columna, *, alinea: bool = False, aparte: bool = False) -> str:
    """El nombre del estilo del rótulo, que con ``alinea`` va hacia el lado de sus celdas."""
    return _nombre_con_cambios("rotulo", _cambios_de_rotulo(columna, alinea=alinea, aparte=aparte))


def _nombre_con_cambios(base: str, cambios: Mapping[str, Any]) -> str:
    """El nombre de una variante: ``celda-derecha-numero``."""
    return "-".join([base, *(_parte_del_nombre(campo, valor) for campo, valor in cambios.items())])


def _cambios_de_rotulo(columna: Columna, *, alinea: bool, aparte: bool) -> dict[str, Any]:
    """Los campos que el rótulo de una columna cambia del estilo ``rotulo``.

    ``alinea``: va hacia el lado de sus celdas; ``aparte``: se aparta de la columna de números que
    tiene a la izquierda.
    """
    if columna.texto_vertical in {"rotulo", "ambos"}:
        return {"girado": True}
    if aparte:
        return {"margen": MARGEN_TRAS_NUMERO}
    hacia = columna.horizontal
    return {"horizontal": hacia} if alinea and hacia in {"centro", "derecha"} else {}


def _cambios(columna: Columna, base: str, relleno: str | None, *, aparte: bool) -> dict[str, Any]:
    """En qué se aparta de su estilo de base (``celda``, ``rotulo``…) el de una columna.

    ``relleno``: un color, ``FFF2CC``, o ``VENCIDO``, que tiñe el número y no la celda; ``aparte``:
    si a su izquierda va una de números, de la que la separa un margen.
    """
    cambios: dict[str, Any] = {}
    if columna.horizontal != "izquierda":
        cambios["horizontal"] = columna.horizontal
    if aparte:
        cambios["margen"] = MARGEN_TRAS_NUMERO
    if columna.guarda != "texto":
        cambios["dato"] = columna.guarda
    if base == "celda":
        cambios |= columna.estilo.cambios
        if columna.texto_vertical in {"celda", "ambos"}:
            cambios["girado"] = True
        if relleno is not None:
            cambios |= DE_LO_VENCIDO if relleno == VENCIDO else {"relleno": relleno}
    return cambios


def _parte_del_nombre(campo: str, valor: object) -> str:
    """Cómo se nombra un cambio: ``derecha``, ``sin_negrita``, ``relleno_FFF2CC``."""
    if campo in {"horizontal", "dato"}:
        return str(valor)
    if isinstance(valor, bool):
        return campo if valor else f"sin_{campo}"
    texto = f"{valor:g}".replace(".", "_") if isinstance(valor, float) else str(valor).upper()
    return f"{campo}_{texto}"


def estilos_de_columnas(
    tablas: Sequence[TablaDeFormato],
    base: dict[str, Estilo],
    escala: Escala | None,
    *,
    alinea: bool = False,
) -> dict[str, Estilo]:
    """Las variantes de ``celda``, ``total`` y ``rotulo`` que piden las columnas de unas tablas.

    ``alinea``: cada rótulo va hacia el lado de sus celdas, y un subtotal, sin la raya del total.
    """
    subtotal: dict[str, Estilo] = {}
    if any(tabla.subtotales for tabla in tablas):
        bordes = base["celda" if alinea else "total"].bordes
        subtotal = con_su_clase({"subtotal": attrs.evolve(base["total"], bordes=bordes)})
        base |= subtotal
    por_tabla = [
        (tabla, columna, aparte)
        for tabla in tablas
        for lugar, columna in enumerate(tabla.columnas)
        for aparte in (False, *([True] if alinea and _puede_ir_aparte(tabla, lugar) else []))
    ]
    columnas = [(columna, _colores_de_fila(tabla), aparte) for tabla, columna, aparte in por_tabla]
    totales, subtotales = (
        [
            (resumida(columna, metodo), (), aparte)
            for tabla, columna, aparte in por_tabla
            if (tabla.subtotales if subtotal else tabla.lleva_totales)
            for metodo in (None, *sorted(tabla.metodos(columna)))
        ]
        for subtotal in (False, True)
    )
    variantes = {
        nombre_de_estilo(columna, clase, relleno, aparte=aparte): _variante(
            base[clase], columna, clase, relleno, aparte=aparte
        )
        for clase, de_clase in (
            ("celda", columnas),
            ("total", totales),
            ("subtotal", subtotales),
        )
        for columna, de_fila, aparte in de_clase
        for relleno in (
            None,
            *((*_rellenos(columna, escala), *de_fila) if clase == "celda" else ()),
        )
    }
    return (
        subtotal
        | variantes
        | {
            nombre_de_rotulo(columna, alinea=alinea, aparte=aparte): _cambiado(
                base["rotulo"], _cambios_de_rotulo(columna, alinea=alinea, aparte=aparte)
            )
            for columna, _, aparte in columnas
        }
    )


def _puede_ir_aparte(tabla: TablaDeFormato, lugar: int) -> bool:
    """Si a la izquierda de una columna puede quedar una de números.

    Una que se omite deja su lugar a la anterior, y las que van por corte se repiten.
    """
    columna, anteriores = tabla.columnas[lugar], tabla.columnas[:lugar]
    desde = next((n for n, c in reversed([*enumerate(anteriores)]) if not c.omite_vacia), 0)
    repetidas = tabla.columnas[lugar:] if columna.por_corte else ()
    vecinas = (*anteriores[desde:], *(c for c in repetidas if c.por_corte))
    return any(_toparian(c, columna) for c in vecinas)


def _toparian(anterior: Columna, columna: Columna) -> bool:
    """Si el texto de una columna toparía con los números de la de su izquierda."""
    return anterior.horizontal == "derecha" and columna.horizontal == "izquierda"


def _colores_de_fila(tabla: TablaDeFormato) -> Sequence[str]:
    pinta = tabla.pinta_filas
    return list(_rellenos(pinta, None)) if pinta else ()


def _cambiado(base: Estilo, cambios: Mapping[str, Any]) -> Estilo:
    """El estilo con esos cambios; el margen se suma, y sólo lo lleva lo de la izquierda."""
    estilo = attrs.evolve(base, **cambios)
    margen = base.margen + cambios.get("margen", 0) if estilo.horizontal == "izquierda" else 0
    return attrs.evolve(estilo, margen=Pt(margen))


def _variante(
    base: Estilo, columna: Columna, clase: str, relleno: str | None, *, aparte: bool
) -> Estilo:
    """El estilo de las celdas de una columna: el de base, con lo que ella cambia.

    ``relleno``: un color, sobre el que la letra se hace legible, o ``VENCIDO``, que tiñe el número;
    ``aparte``: lleva margen, por ir tras una columna de números.
    """
    lado = {"horizontal": "izquierda"}
    estilo = _cambiado(base, lado | _cambios(columna, clase, relleno, aparte=aparte))
    if relleno in {None, VENCIDO}:
        return estilo
    return attrs.evolve(estilo, color=letra_sobre(relleno, estilo.color))


def _rellenos(columna: Columna, escala: Escala | None) -> Iterable[str]:
    """Los colores que las celdas de una columna con colores pueden tener.

    ``escala``: la de las zonas del avance; sin ella, la columna que las pinta no tiene colores.
    """
    if isinstance(columna.colores, dict):
        return [color.upper() for color in columna.colores.values()]
    if (reglas := reglas_de(columna)) is not None:
        return [regla.color for regla in reglas.reglas]
    if columna.colores == VENCIDO:
        return (VENCIDO,)
    if columna.colores == "zona_de_riesgo":
        from paac_reportes.normativa.riesgos import COLORES_DE_ZONA  # noqa: PLC0415 - sólo un mapa

        return COLORES_DE_ZONA.values()
    return [zona.color.upper() for zona in escala.zonas] if escala else ()


def reglas_de(columna: Columna) -> PorRegla | None:
    """Las reglas con que se colorea una columna: suyas, o según otra; si no, ninguna."""
    colores = columna.colores.reglas if isinstance(columna.colores, PorOtra) else columna.colores
    return colores if isinstance(colores, PorRegla) else None


def puede_llevar_enlaces(texto: str) -> bool:
    """Si trae lo que toda dirección lleva: casi ninguna celda lo trae."""
    # Una letra se busca veinte veces más rápido que dos, y ninguna de éstas es corriente.
    de_protocolo, de_sitio = ":" in texto and ":/" in texto, "w" in texto and "w." in texto
    return de_protocolo or de_sitio or ("W" in texto and "W." in texto)


def contenidos_de_columna(textos: Sequence[str]) -> Sequence[Contenido]:
    """Los contenidos de una columna sin colores: sus textos, con enlaces si los traen."""
    if not puede_llevar_enlaces("\0".join(textos)):
        return textos
    return list(map(enlazado, textos))


def enlazado(texto: str) -> Contenido:
    """El texto, con cada dirección que trae hecha un enlace."""
    tramos = tramos_con_enlaces(texto)
    return tramos if any(isinstance(tramo, Enlace) for tramo in tramos) else texto


def tramos_con_enlaces(texto: str) -> tuple[str | Enlace, ...]:
    """Tramos de un texto, con sus direcciones como enlaces."""
    if not puede_llevar_enlaces(texto):
        return (texto,)
    return tuple(
        pedazo if direccion is None else Enlace(pedazo, direccion)
        for pedazo, direccion in partido_en_direcciones(texto)
    )


@clases.recordada
def estilos_de(
    formato: Formato, escala: Escala | None, *, con_mapa: bool, medio: Medio = "documento"
) -> Mapping[str, Estilo]:
    """Los estilos de un formato, por su nombre.

    ``escala``: la de las columnas que se colorean por zona; ``con_mapa``: si hay un mapa de calor;
    ``medio``: documento o libro de Excel.
    """
    aspecto = formato.aspecto.resuelto
    en_su_medio = estilos_base if medio == "documento" else estilos_en_hoja
    base = en_su_medio(formato.familia, Pt(float(formato.pagina.tamano)), aspecto)
    for nombre, cambios in formato.estilos.items():
        base[nombre] = attrs.evolve(base[nombre], **cambios.cambios)
    if formato.membrete is not None:
        base[ESTILO_DE_MEMBRETE] = attrs.evolve(base["encabezado"], bordes=None)
    if medio == "libro" and not aspecto.tabla.cuadricula:
        base |= titulos_con_aire_aparte(base)
    de_bloques = _estilos_de_bloques(formato, base)
    base |= de_bloques
    alineados = {
        f"{nombre}-{horizontal}": attrs.evolve(
            base[nombre], horizontal=aspecto.alineacion(horizontal)
        )
        for nombre in dict.fromkeys(("texto", "encabezado", "pie", *de_bloques, ESTILO_DE_MEMBRETE))
        if nombre in base
        for horizontal in ("izquierda", "centro", "derecha", "justificada")
    }
    if any(tabla.presenta == "cifras" for tabla in formato.tablas.values()):
        base |= con_su_clase(estilos_de_cifra(base, aspecto))
    base |= con_su_clase(dict(_estilos_de_portada_y_resumen(formato, base, aspecto, medio)))
    base |= sublistas(base["lista"]) | estilos_de_firma(base["firma"])
    base["indice-derecha"] = attrs.evolve(base["indice"], horizontal="derecha")
    if con_mapa and any(bloque.tipo == "mapa_de_calor" for bloque in formato.cuerpo):
        from paac_reportes.composicion.mapa_de_calor import estilos_de_calor  # noqa: PLC0415

        base |= estilos_de_calor(base, medio)
    tablas = list(formato.tablas.values())
    de_columnas = {
        nombre: attrs.evolve(estilo, color=aspecto.paleta.malo)
        if estilo.color == Paleta().malo
        else estilo
        for nombre, estilo in estilos_de_columnas(
            tablas, base, escala, alinea=not aspecto.tabla.cuadricula
        ).items()
    }
    if not aspecto.tabla.cuadricula:
        de_columnas |= _estilos_de_repetidas(tablas, de_columnas, aspecto.paleta.nota)
    todos = base | alineados | de_columnas
    return todos | con_aire_a_los_lados(todos) if medio == "libro" else todos


def _estilos_de_portada_y_resumen(
    formato: Formato, base: Mapping[str, Estilo], aspecto: Aspecto, medio: Medio
) -> Iterator[tuple[str, Estilo]]:
    """Los estilos de portada, ficha, texto destacado o apartado, y lo que va debajo de una fila.

    En un libro, también el del renglón que lleva a una hoja. Sólo da los que el formato necesita;
    ``base`` son los estilos de que parten.
    """
    if any(tabla.debajo is not None for tabla in formato.tablas.values()):
        yield ESTILO_DE_DEBAJO, estilo_de_debajo(base["celda"])
    datos = [bloque for bloque in formato.cuerpo if isinstance(bloque, BloqueDatos)]
    if datos and aspecto.tabla.cuadricula:
        yield ESTILO_DE_FICHA, attrs.evolve(base["celda"], vertical="centro")
    elif any(bloque.presenta == "portada" for bloque in datos):
        yield from estilos_de_portada(base, aspecto, en_hoja=medio == "libro").items()
    textos = [bloque for bloque in formato.cuerpo if isinstance(bloque, BloqueTexto)]
    if any(texto.destaca for texto in textos):
        yield ESTILO_DESTACADO, estilo_destacado(base, en_hoja=medio == "libro")
    if any(texto.apartado for texto in textos):
        yield ESTILO_DE_APARTADO, estilo_de_apartado(base)
    if medio == "libro" and any(getattr(bloque, "hoja", "") for bloque in formato.cuerpo):
        yield ESTILO_DE_REMISION, estilo_de_remision(base["texto"])


def _estilos_de_repetidas(
    tablas: Sequence[TablaDeFormato], de_columnas: Mapping[str, Estilo], color: str | None
) -> dict[str, Estilo]:
    """Los estilos de una celda que agrupa filas, donde se repite en otra página: como una nota.

    ``de_columnas``: los de las celdas; ``color``: el de la letra de una nota; sin él, el suyo.
    """
    nombres = {
        nombre
        for tabla in tablas
        for columna in tabla.columnas
        for aparte in (False, True)
        if columna.agrupa and (nombre := nombre_de_estilo(columna, aparte=aparte)) in de_columnas
    }
    return {
        estilo_que_sigue(nombre): attrs.evolve(
            estilo, color=letra_sobre(estilo.relleno or BLANCO, color or estilo.color)
        )
        for nombre in sorted(nombres)
        if not (estilo := de_columnas[nombre]).girado
    }


def _estilos_de_bloques(formato: Formato, base: dict[str, Estilo]) -> dict[str, Estilo]:
    """Los estilos de los encabezados y los pies que el formato trae."""
    estilos: dict[str, Estilo] = {}
    for ruta, bloque in bloques_de_pagina(formato).items():
        clase: Clase = "pie" if ruta.endswith("pie") else "encabezado"
        estilos[estilo_de_bloque(formato, clase, bloque)] = attrs.evolve(
            base[clase], bordes=(base[clase].bordes or CUADRICULA) if bloque.marco else None
        )
    return estilos


@clases.frozen(slots=False)
class ColumnaArmada:
    """Una columna en su lugar; ``ancho`` es su parte del ancho útil y todas suman 1."""

    definida: Columna
    ancho: float
    informe: Informe | None = None
    """Informe de que son sus seguimientos, si la columna va por corte."""
    codigos: frozenset[str] = frozenset()
    """Datos de la columna que son el nombre de una opción: se escriben con palabras."""
    reportados: frozenset[str] = frozenset()
    """Los datos que son de un reporte: si faltan, se dejaron en blanco a propósito."""
    alinea: bool = False
    """Si su rótulo va hacia el lado de sus celdas."""
    aparte: bool = False
    """Si va tras una de números, que sin cuadrícula toparían con su texto."""

    @clases.propiedad_recordada
    def estilo(self) -> str:
        """El nombre del estilo de sus celdas."""
        return self.estilo_de()

    @clases.propiedad_recordada
    def estilo_de_rotulo(self) -> str:
        """El nombre del estilo del último de sus rótulos."""
        return nombre_de_rotulo(self.definida, alinea=self.alinea, aparte=self.aparte)

    @clases.propiedad_recordada
    def rotulo_fijo(self) -> tuple[str, ...] | None:
        """Rótulos, de arriba abajo, si no llevan un dato entre llaves ni una llamada a una nota."""
        rotulos = self.definida.rotulo
        cambia = any("{" in rotulo or LLAMADA.search(rotulo) for rotulo in rotulos)
        return None if cambia else tuple(rotulos)

    def estilo_de(self, clase: str = "celda", relleno: str | None = None) -> str:
        """El nombre del estilo de sus celdas de otra clase, o con un color."""
        return nombre_de_estilo(self.definida, clase, relleno, aparte=self.aparte)

    def estilo_de_resumen(self, metodo: str | None, clase: str) -> str:
        """El nombre del estilo de la celda que la resume; ``clase``: ``total`` o ``subtotal``."""
        return nombre_de_estilo(resumida(self.definida, metodo), clase, aparte=self.aparte)

    @property
    def es_un_avance(self) -> bool:
        """Si dice sólo un avance reportado, que es un porcentaje con su zona."""
        datos = self.definida.dato
        return len(datos) == 1 and dice_un_avance(datos[0]) and datos[0] in self.reportados

    @property
    def en_el_esquema(self) -> ColumnaDelEsquema:
        """Con qué datos se llena y cómo se llama, como lo guarda un archivo."""
        columna = self.definida
        return ColumnaDelEsquema(
            dato=datos_de_columna(columna),
            rotulo=tuple(columna.rotulo),
            corte=self.informe.corte if self.informe else None,
            cuando=columna.cuando if columna.marca is not None else (),
            plantilla=True if columna.texto is not None else None,
        )


_NOMBRAN_LA_FILA = (
    "actividad.codigo",
    "tramite.nombre",
    "tramite.codigo_suit",
    "senalada.codigo",
    "diferencia.fila",
    "actividad.descripcion",
    "senalada.texto",
)
"""Datos que distinguen una fila de las demás de su tabla; de los que estén, el primero."""


class JuegoDeColumnas(tuple[ColumnaArmada, ...]):  # noqa: SLOT001 - recuerda lo que da
    """Las columnas de una clase de tabla, con lo que es igual en todas las tablas de la clase."""

    @clases.propiedad_recordada
    def memoria(self) -> dict[object, Any]:
        """Lo que de las columnas se sabe sin mirar los datos; lo llena quien lo calcula."""
        return {}

    @clases.propiedad_recordada
    def anchos(self) -> tuple[float, ...]:
        """El ancho de cada columna; todos suman 1."""
        return tuple(columna.ancho for columna in self)

    @clases.propiedad_recordada
    def se_pesan(self) -> bool:
        """Si el ancho de alguna depende de lo que dicen las filas."""
        return any(columna.definida.ancho == "auto" for columna in self)

    @clases.propiedad_recordada
    def se_omiten(self) -> bool:
        """Si alguna puede no salir, según lo que digan las filas."""
        return any(columna.definida.omite_vacia for columna in self)

    @clases.propiedad_recordada
    def segun_la_tabla(self) -> bool:
        """Si lo que alguna dice en una fila, o si sale, depende de las demás de su tabla."""
        return any(
            columna.definida.texto is not None
            or columna.definida.barra
            or columna.definida.omite_vacia
            for columna in self
        )

    @clases.propiedad_recordada
    def con_letras(self) -> bool:
        """Si alguna dice las letras de las cuentas en que está su fila."""
        return any(LETRAS_DE_CUENTAS in columna.definida.dato for columna in self)

    @clases.propiedad_recordada
    def titulares(self) -> tuple[int, ...]:
        """Los números de las columnas que nombran la fila: grupo y código, o la primera."""
        mostradas = [columna.definida.dato for columna in self]
        nombre = next(
            (n for dato in _NOMBRAN_LA_FILA for n, datos in enumerate(mostradas) if dato in datos),
            0,
        )
        grupos = (n for n, columna in enumerate(self[:nombre]) if columna.definida.une == "grupo")
        return (*grupos, nombre)

    @clases.propiedad_recordada
    def informes(self) -> tuple[Informe | None, ...]:
        """El informe de cada columna, o ``None`` si no va por corte."""
        return tuple(columna.informe for columna in self)

    @clases.propiedad_recordada
    def estilos_de_rotulo(self) -> tuple[str, ...]:
        """El estilo del rótulo de cada columna."""
        return tuple(columna.estilo_de_rotulo for columna in self)

    @clases.propiedad_recordada
    def rotulos_fijos(self) -> tuple[tuple[str, ...], ...] | None:
        """Los rótulos de cada columna, si en ninguna hay nada que redactar."""
        fijos = [columna.rotulo_fijo for columna in self if columna.rotulo_fijo is not None]
        return tuple(fijos) if len(fijos) == len(self) else None

    @clases.propiedad_recordada
    def en_el_esquema(self) -> tuple[ColumnaDelEsquema, ...]:
        """Las columnas, de izquierda a derecha, como las guarda un archivo."""
        return tuple(columna.en_el_esquema for columna in self)


def desplegar(
    tabla: TablaDeFormato, informes: Sequence[Informe], *, alinea: bool = False
) -> JuegoDeColumnas:
    """Las columnas de la tabla; un grupo de columnas por corte se repite con cada informe.

    ``alinea``: si cada rótulo va hacia el lado de sus celdas.
    """
    if any(columna.por_corte for columna in tabla.columnas):
        return _desplegadas(tabla, informes, alinea=alinea)
    return _sin_cortes(tabla, alinea=alinea)


@clases.recordada  # son del formato: las mismas en cada reporte
def _sin_cortes(tabla: TablaDeFormato, *, alinea: bool) -> JuegoDeColumnas:
    """Las columnas de una tabla que no se repiten por corte."""
    return _desplegadas(tabla, (), alinea=alinea)


def _desplegadas(
    tabla: TablaDeFormato, informes: Sequence[Informe], *, alinea: bool
) -> JuegoDeColumnas:
    """Las columnas de una tabla, como en ``desplegar``.

    Los anchos se reparten al final, en proporción, porque al repetirse el grupo ya no suman 100.
    """
    columnas: list[ColumnaArmada] = []
    recorren = [seccion.recorre for seccion in tabla.secciones]
    for por_corte, grupo in groupby(tabla.columnas, key=lambda columna: columna.por_corte):
        seguidas = list(grupo)
        for informe in informes if por_corte else (None,):
            columnas += [
                ColumnaArmada(
                    definida=columna,
                    ancho=0,
                    informe=informe,
                    codigos=_datos_que_son(es_opcion, columna, recorren),
                    reportados=_datos_que_son(es_de_un_reporte, columna, recorren),
                    alinea=alinea,
                )
                for columna in seguidas
            ]
    if len(columnas) > COLUMNAS_MAXIMAS:
        raise ErrorDeEntrada(
            Falla(
                "no_cabe",
                "",
                f"con un grupo de columnas por cada uno de los {len(informes)} cortes de la"
                " vigencia,"
                f" la tabla tendría {len(columnas)} columnas; Word admite {COLUMNAS_MAXIMAS}",
            )
        )
    return _con_anchos(columnas)


def sin_omitidas(columnas: JuegoDeColumnas, dice_algo: Sequence[bool]) -> JuegoDeColumnas:
    """Las columnas sin las que se omiten vacías; si no quedara ninguna, todas.

    ``dice_algo``: por columna, si alguna de sus celdas trae algo. Los anchos se reparten de nuevo.
    """
    quedan = [
        columna
        for columna, algo in zip(columnas, dice_algo, strict=True)
        if algo or not columna.definida.omite_vacia
    ]
    if len(quedan) in {0, len(columnas)}:
        return columnas
    salen = tuple(map(id, quedan))
    if salen not in columnas.memoria:
        columnas.memoria[salen] = _repartidas(quedan, columnas)
    repartidas: JuegoDeColumnas = columnas.memoria[salen]
    return repartidas


def _repartidas(quedan: Sequence[ColumnaArmada], todas: JuegoDeColumnas) -> JuegoDeColumnas:
    """Las columnas que quedan de todas, con el ancho entero repartido entre ellas."""
    if quedan[0].alinea:
        definidas = sin_pisos_de_una(*([c.definida for c in unas] for unas in (quedan, todas)))
        quedan = [attrs.evolve(c, definida=d) for c, d in zip(quedan, definidas, strict=True)]
    return _con_anchos(quedan)


def limites_de_ancho(columna: Columna) -> LimitesDeColumna:
    """Las partes del ancho útil, de 0 a 1, entre las que puede quedar la columna."""
    return LimitesDeColumna(*(float(limite) / 100 for limite in columna.limites))


def _datos_que_son(
    cumple: Callable[[Recorre, str], bool], columna: Columna, recorren: Sequence[Recorre]
) -> frozenset[str]:
    """Los datos de una columna que son así (``es_opcion``) en alguno de esos recorridos."""
    return frozenset(
        dato for dato in columna.dato if any(cumple(recorre, dato) for recorre in recorren)
    )


def _con_anchos(columnas: Sequence[ColumnaArmada]) -> JuegoDeColumnas:
    """Las columnas con sus anchos en proporción; los que se pesan, con su mínimo por ahora."""
    partes = [limites_de_ancho(columna.definida).minimo for columna in columnas]
    anteriores = (None, *columnas)
    return JuegoDeColumnas(
        attrs.evolve(
            columna,
            ancho=parte / fsum(partes),
            aparte=columna.alinea
            and anterior is not None
            and _toparian(anterior.definida, columna.definida),
        )
        for anterior, columna, parte in zip(anteriores, columnas, partes, strict=False)
    )
