"""Del contenido y el formato al documento neutro.

``componer`` es todo el camino; ``ArmadorDeSeccion`` escribe los bloques de una sección en su orden:
lo del plan, y por cada dependencia y componente lo suyo.
"""

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes import clases
from paac_reportes.composicion.aspecto import estilos_de
from paac_reportes.composicion.bloques import nodos_de_bloque
from paac_reportes.composicion.encargo import (
    EncargoDeComposicion,
    Sitio,
    avisos_de_cumplidas,
    recomendaciones_del_esquema,
)
from paac_reportes.composicion.hojas_aparte import con_su_hoja, hojas_de
from paac_reportes.composicion.numeracion import numerar
from paac_reportes.composicion.pagina import (
    ComponentesDeHoja,
    Membretes,
    con_encabezado_de_primera,
    con_encabezado_impreso,
    en_hojas,
    marco_de,
    secciones_por_escribir,
    tramos_de,
)
from paac_reportes.composicion.tablas.alcances import FilasDadas, UnComponente
from paac_reportes.composicion.tablas.pesadas import con_sus_anchos
from paac_reportes.composicion.tablas.por_clase import TablasPorClase
from paac_reportes.composicion.variables import (
    AlNombrarla,
    Mostrado,
    RedaccionDePlantilla,
    redaccion_de,
)
from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.bloques import (
    BloqueDelCuerpo,
    BloqueImagen,
    BloqueTabla,
    BloqueTitulo,
)
from paac_reportes.formatos.definicion.esquema import (
    DatosDelEsquema,
    OpcionesDelEsquema,
    en_propiedades,
)
from paac_reportes.formatos.definicion.formato import Formato, Propiedades
from paac_reportes.maqueta.documento import (
    LARGO_DE_PROPIEDAD,
    Documento,
    Marco,
    Medio,
    Metadatos,
    Parte,
)
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos, comprobar_que_caben
from paac_reportes.maqueta.medida.ajuste import Lienzo, Medidor
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Bloque
from paac_reportes.modelo import Dependencia, Metodologia
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.modelo.temas import Contenido, el_de
from paac_reportes.textos.frases import acortado
from paac_reportes.textos.remisiones import ParteRemitida, remision_a_hoja

if TYPE_CHECKING:
    from paac_reportes.analisis.anterior import PlanAnterior
    from paac_reportes.composicion.cuerpo.composicion import Lleno

_PRIMERA_FECHA = 1601
"""Antes, las fechas de archivo de Office no se entienden."""


@clases.frozen
class Compuesto:
    """Un documento y lo que muestra del plan."""

    documento: Documento
    mostrado: Mostrado
    avisos: tuple[Aviso, ...] = ()
    """Avisos de lo que quedó escrito."""


def componer(  # noqa: PLR0913, PLR0917 - son lo que se pide escribir
    contenido: Contenido,
    formato: Formato,
    corte: date | None,
    medio: Medio = "documento",
    filas: FilasDadas = (),
    metodologia: Metodologia | None = None,
    anterior: "PlanAnterior | None" = None,
    publico: bool = False,  # noqa: FBT001, FBT002 - como los demás, por su lugar
    *,
    con_rutas: bool = False,
    opciones: OpcionesDelEsquema | None = None,
) -> Compuesto:
    """El documento de un plan o un mapa en un formato y un corte, y qué mostró de él.

    ``medio`` dice si va seguido (Word) o repartido en hojas (Excel). Los textos deben venir
    limpios (``textos.plano``), y las filas, reducidas (``pedidos``). Con ``anterior``, ya
    comprobado, las cifras anteriores son las de ese archivo; ``publico`` dice si es para publicar,
    que no cuenta lo mismo de un riesgo que ocurrió. ``opciones`` es con qué se pidió, que el
    archivo dice de sí. Con ``con_rutas``, para leer un documento que vuelve, cada marca sabe qué
    dato dice cada celda suya (``composicion.rutas``). Lanza ``ErrorDeEntrada`` si un informe no
    tiene seguimientos que contar.
    """
    mostrado = Mostrado(contenido)
    redaccion = redaccion_de(contenido, formato, corte, mostrado)
    if medio == "documento" and formato.membrete is not None and formato.membrete.con_huecos:
        # Casi ningún membrete los trae.
        from paac_reportes.composicion.cuerpo.composicion import membrete_lleno  # noqa: PLC0415

        membrete = membrete_lleno(formato.membrete, formato.de, contenido, corte, redaccion)
        formato = attrs.evolve(formato, membrete=membrete)
    encargo = EncargoDeComposicion(
        contenido=contenido,
        formato=formato,
        corte=corte,
        filas=filas,
        metodologia=metodologia,
        anterior=anterior,
        publico=publico,
        medio=medio,
        con_rutas=con_rutas,
    )
    if encargo.saca_cifras:
        # Una matriz no analiza nada, y no carga con qué.
        from paac_reportes.analisis.revision import comprobar_que_hay_seguimientos  # noqa: PLC0415

        comprobar_que_hay_seguimientos(encargo.hallazgos.analisis)
    redaccion = redaccion.con(prosa=AlNombrarla(lambda: encargo.prosa))
    con_mapa = el_de(contenido, "mapa") is not None
    estilos = {**estilos_de(formato, encargo.escala, con_mapa=con_mapa, medio=medio)}
    if medio == "documento":
        estilos["titulo"] = _bajo_su_imagen(estilos["titulo"], formato, contenido)
    medidor = Medidor(estilos)
    # Antes que las hojas: si no caben en una, no se compone ninguna.
    hojas_de_datos = _hojas_de_datos(encargo) if medio == "libro" else ()
    cuerpo = None
    datos: DatosDelEsquema | None = None
    if formato.cuerpo_en_word is not None:
        cuerpo_lleno = _cuerpo_de_word(encargo, redaccion, medidor)
        partes, cuerpo, datos = cuerpo_lleno.partes, cuerpo_lleno.word, cuerpo_lleno.datos
    else:
        partes = tuple(_partes(encargo, redaccion, medio, medidor))
    if encargo.numera and cuerpo is None:
        aparte = dict.fromkeys(formato.aparte, ParteRemitida(formato.textos.anexo_aparte))
        if medio == "libro":
            aparte |= _hojas_sin_leyenda(formato, redaccion)
        partes = numerar(partes, encargo.avisos, titulos=formato.numera_titulos, aparte=aparte)
    documento = Documento(
        metadatos=attrs.evolve(
            _metadatos(formato.propiedades, redaccion.sin_mostrar(), _fecha_de(contenido, corte)),
            propiedades=tuple(
                en_propiedades(
                    encargo.marcas.esquema(
                        *(formato, contenido.vigencia, corte, partes, datos, opciones),
                        encargo.metodologia_de_sus_cifras,
                        recomendaciones_del_esquema(encargo),
                    )
                )
            ),
        ),
        estilos=estilos,
        partes=_con_bloques(partes) if cuerpo is None else partes,
        hojas_de_datos=hojas_de_datos,
        membrete=formato.membrete if cuerpo is None else None,
        cuerpo=cuerpo,
    )
    avisos = dict.fromkeys((*encargo.avisos, *avisos_de_cumplidas(encargo)))
    return Compuesto(documento, mostrado, tuple(avisos))


def _bajo_su_imagen(titulo: Estilo, formato: Formato, contenido: Contenido) -> Estilo:
    """El estilo del título que, si la entidad no tiene escudo, le deja encima su espacio."""
    if contenido.entidad.escudo is not None:
        return titulo
    imagenes = (b for b in formato.cuerpo if isinstance(b, BloqueImagen) and b.guarda_su_lugar)
    libre = sum(pt_de_mm(Mm(float(b.alto))) for b in imagenes if isinstance(b.imagen, str))
    return attrs.evolve(titulo, antes=Pt(titulo.antes + libre)) if libre else titulo


def _hojas_sin_leyenda(
    formato: Formato, redaccion: RedaccionDePlantilla
) -> dict[str, ParteRemitida]:
    """``{"hoja de zonas": "la hoja «Zonas»"}``, de las tablas sin leyenda con hoja propia.

    Así las nombra un texto que remite a ellas; no las de una hoja que se repite por objeto.
    """
    return {
        remision_a_hoja(bloque.clave): ParteRemitida(f"la hoja «{redaccion(bloque.hoja)}»")
        for bloque in formato.cuerpo
        if isinstance(bloque, BloqueTabla) and bloque.clave
        if bloque.hoja and not bloque.leyenda and bloque.cada == "plan"
    }


def _cuerpo_de_word(
    encargo: EncargoDeComposicion, redaccion: RedaccionDePlantilla, medidor: Medidor
) -> "Lleno":
    """El cuerpo que el formato trae diseñado en Word, lleno."""
    # Casi ningún formato lo trae, y abrirlo cuesta.
    from paac_reportes.composicion.cuerpo.composicion import componer_cuerpo  # noqa: PLC0415

    def armador_en(lienzo: Lienzo, redaccion: RedaccionDePlantilla) -> ArmadorDeSeccion:
        """Quien arma los bloques que van en un ancho dado del cuerpo de Word."""
        en_el_cuerpo = redaccion if encargo.formato.numeracion is None else redaccion.que_remite()
        marcar = encargo.marcas.de_renglon
        membretes = Membretes(encargo.contenido.entidad, redaccion, encargo.formato, marcar)
        return ArmadorDeSeccion(encargo, en_el_cuerpo, membretes, lienzo)

    return componer_cuerpo(encargo, redaccion, medidor, armador_en)


def _hojas_de_datos(encargo: EncargoDeComposicion) -> tuple[HojaDeDatos, ...]:
    """Las hojas de datos del libro; ninguna si el formato las quita.

    ``ErrorDeEntrada`` si las filas, de datos o dadas, no caben en una hoja de Excel.
    """
    dadas = encargo.filas if isinstance(encargo.filas, Mapping) else {"filas": encargo.filas}
    comprobar_que_caben((nombre, len(filas)) for nombre, filas in dadas.items())
    if not encargo.formato.libro.datos:
        return ()
    # Analizan cada fila y entienden su fecha: quien no las lleva no carga con qué.
    from paac_reportes.composicion.datos import hojas_de_datos  # noqa: PLC0415

    return hojas_de_datos(encargo)


def _fecha_de(contenido: Contenido, corte: date | None) -> date | None:
    """La fecha del documento, que sale de los datos y nunca del reloj.

    La de elaboración, si dice un día que no es de antes del corte; si no, el siguiente al corte o,
    sin corte, el primero de la vigencia.
    """
    elaboracion = contenido.textos.get("fecha_elaboracion")
    if elaboracion and (dia := _dia_de(elaboracion, corte, contenido.vigencia)):
        return dia
    if corte is not None:
        return corte + timedelta(days=1) if corte < date.max else corte
    return date(contenido.vigencia, 1, 1) if contenido.vigencia else None


def _dia_de(elaboracion: str, corte: date | None, vigencia: int | None) -> date | None:
    """El día de elaboración; sin año, el primero desde el corte o, sin corte, el de la vigencia.

    ``None`` si no dice un día, o es de antes del corte.
    """
    from paac_reportes.modelo.fechas import leer_fecha_programada  # noqa: PLC0415 - pocos la dan

    anos = (None, corte.year, corte.year + 1) if corte else (None, vigencia)
    for fecha in (leer_fecha_programada(elaboracion, ano) for ano in anos):
        if fecha.clase == "día" and not fecha.avisos and fecha.dias[0] >= (corte or date.min):
            return fecha.dias[0]
    return None


def _metadatos(
    propiedades: Propiedades, redaccion: RedaccionDePlantilla, fecha: date | None
) -> Metadatos:
    """Propiedades del archivo, redactadas y del largo que Word admite; la fecha, si la entiende."""
    textos: dict[str, Any] = {
        campo.name: acortado(redaccion(getattr(propiedades, campo.name)), LARGO_DE_PROPIEDAD)
        for campo in attrs.fields(Propiedades)
    }
    return Metadatos(**textos, fecha=fecha if fecha and fecha.year >= _PRIMERA_FECHA else None)


def _con_bloques(partes: Sequence[Parte]) -> tuple[Parte, ...]:
    """Las partes con algún bloque: una sección vacía no deja una página en blanco."""
    return tuple(parte for parte in partes if parte.bloques) or tuple(partes[:1])


def _partes(
    encargo: EncargoDeComposicion, redaccion: RedaccionDePlantilla, medio: Medio, medidor: Medidor
) -> Iterator[Parte]:
    """Las partes del documento: en un libro, una por hoja; si no, una por sección."""
    contenido, formato = encargo.contenido, encargo.formato
    membretes = Membretes(contenido.entidad, redaccion, formato, encargo.marcas.de_renglon)
    tramos = tramos_de(contenido, encargo.lugares)
    secciones = secciones_por_escribir(formato, medio)
    alguna_se_reparte = any(seccion.por_partes for seccion in secciones)
    usadas = set[int | None]()
    for seccion in secciones:
        marco = marco_de(seccion, formato, medio, membretes)
        if marco.seccion_del_membrete is not None:
            # La primera página distinta vale una vez por sección del membrete.
            if marco.seccion_del_membrete in usadas:
                marco = attrs.evolve(marco, primera=None)
            usadas.add(marco.seccion_del_membrete)
        util = marco.pagina.ancho_util
        cuerpo = ArmadorDeSeccion(
            encargo=encargo,
            redaccion=redaccion if formato.numeracion is None else redaccion.que_remite(),
            membretes=membretes,
            lienzo=Lienzo(medidor, util, marco.pagina.alto_util),
        )
        if medio == "documento":
            bloques = list(cuerpo.bloques(seccion.bloques, tramos))
            mismos_anchos = formato.aspecto.tabla.mismos_anchos
            pesados = con_sus_anchos(bloques, medidor, marco.pagina, mismos_anchos=mismos_anchos)
            yield Parte(formato.nombre, tuple(pesados), marco)
            continue
        se_reparte = seccion.se_reparte(formato, entre=len(secciones))
        politica = seccion.politica(formato, entre=len(secciones))
        es_del_libro = se_reparte or (seccion.es_la_primera and not alguna_se_reparte)
        nombre_comun = formato.libro.nombre if es_del_libro else formato.nombre
        oficinas = _oficinas(encargo) if politica != "unica" else {}
        hojas: list[_Hoja] = []
        for numero, de_hoja in enumerate(en_hojas(tramos, politica)):
            dependencia, componentes = de_hoja[0].dependencia, de_hoja[0].componentes
            # Una hoja con todo no lleva el nombre de la primera de sus partes.
            nombrar = redaccion.sin_mostrar().con(
                dependencia=None if politica == "unica" else _en_corto(dependencia, oficinas),
                componente=componentes[0].componente
                if politica == "componente" and componentes
                else None,
            )
            nombre = nombrar(seccion.definida.nombre or nombre_comun)
            definidos = [b for b in seccion.bloques if not (numero and _va_una_vez(b, formato))]
            de_quien = dependencia.nombre if dependencia and politica == "dependencia" else ""
            hojas.append((nombre, de_quien, tuple(cuerpo.bloques(definidos, de_hoja))))
        yield from _en_sus_hojas(
            hojas,
            encargo.hojas_aparte,
            marco,
            medidor,
            en_columna=encargo.tiene_hojas_aparte,
            se_filtran={
                b.hoja for b in formato.cuerpo if isinstance(b, BloqueTabla) and not b.se_imprime
            },
        )
        encargo.hojas_aparte.clear()


_Hoja = tuple[str, str, tuple[Bloque, ...]]
"""El nombre de una hoja, la dependencia de que es, si es de una, y sus bloques."""


def _en_sus_hojas(  # noqa: PLR0913 - es de adentro
    hojas: Iterable[_Hoja],
    con_hoja: Mapping[str, Sequence[Bloque]],
    marco: Marco,
    medidor: Medidor,
    *,
    en_columna: bool,
    se_filtran: Collection[str],
) -> Iterator[Parte]:
    """Las hojas de una sección de un libro, por su nombre, y tras ellas las de sus tablas.

    ``con_hoja``: por hoja aparte, sus bloques; ``se_filtran``, las que no se imprimen.
    ``en_columna``: lo de arriba se dice al imprimir; en celdas se llevaba 12 mm de cada página.
    """
    aparte = hojas_de(con_hoja)
    primera = marco
    marco = attrs.evolve(marco, primera=None, hoja=attrs.evolve(marco.hoja, primera=None))
    for nombre, de_quien, bloques in hojas:
        propios = tuple(con_su_hoja(bloques, aparte))
        de_la_hoja = tuple(con_sus_anchos(propios, medidor, marco.pagina, en_hoja=True))
        parte = Parte(nombre, de_la_hoja, con_encabezado_de_primera(primera))
        if en_columna:
            parte = attrs.evolve(parte, marco=con_encabezado_impreso(primera))
        elif de_quien:  # en la hoja lo dice su título; impresa, cada una de sus páginas
            lados = {"izquierda": de_quien, **parte.marco.hoja.encabezado}
            impresa = attrs.evolve(parte.marco.hoja, encabezado=lados)
            parte = attrs.evolve(parte, marco=attrs.evolve(parte.marco, hoja=impresa))
        yield parte
        primera = marco
    for hoja in aparte:
        pesados = con_sus_anchos(hoja.bloques, medidor, marco.pagina, en_hoja=True)
        impreso = con_encabezado_impreso(marco)
        se_imprime = hoja.nombre not in se_filtran  # con miles de filas, serían cientos de páginas
        ajustes = attrs.evolve(impreso.hoja, se_imprime=se_imprime)
        yield Parte(hoja.nombre, tuple(pesados), attrs.evolve(impreso, hoja=ajustes))


def _va_una_vez(bloque: BloqueDelCuerpo, formato: Formato) -> bool:
    """Si es un título numerado de todo el plan: en otra hoja parecería otro título."""
    return (
        isinstance(bloque, BloqueTitulo)
        and bloque.cada == "plan"
        and bloque.numeracion != "ninguna"
        and formato.numera_titulos
    )


def _oficinas(encargo: EncargoDeComposicion) -> Mapping[str, str]:
    """Cómo se nombra cada dependencia en lo que se cuenta; nada, si el formato es un impreso."""
    plan = el_de(encargo.contenido, "plan")
    es_impreso = encargo.formato.aspecto.resuelto.tabla.cuadricula
    if plan is None or (es_impreso and not encargo.formato.es_informe):
        return {}
    # Sólo un informe las cuenta.
    from paac_reportes.analisis.filas import oficinas_de  # noqa: PLC0415

    return oficinas_de(plan)


def _en_corto(dependencia: Dependencia | None, oficinas: Mapping[str, str]) -> Dependencia | None:
    """La dependencia, si la hay, con el nombre corto de ``oficinas``: en Excel caben 31 letras."""
    if dependencia is None:
        return None
    nombre = oficinas.get(dependencia.nombre, dependencia.en_corto)
    return attrs.evolve(dependencia, nombre=nombre)


_DE_QUE_ES = {"plan": "plan", "firma": "plan", "proceso": "proceso"}
"""Raíz de que es, por su ``cada``, el bloque que no va por dependencia ni por componente."""


class ArmadorDeSeccion:
    """Arma los bloques de una sección para unas partes del plan."""

    def __init__(
        self,
        encargo: EncargoDeComposicion,
        redaccion: RedaccionDePlantilla,
        membretes: Membretes,
        lienzo: Lienzo,
    ) -> None:
        self._mapa = el_de(encargo.contenido, "mapa")
        self._redaccion = redaccion
        self._ajustes = encargo.ajustes_de_tablas()
        self._una_por_una = TablasPorClase((), self._ajustes)
        """Sin componentes: cada tabla se arma cuando se pide."""
        self._sitio_de = functools.partial(
            Sitio,
            encargo=encargo,
            ajustes=self._ajustes,
            membretes=membretes,
            lienzo=lienzo,
        )

    def bloques(
        self, definidos: Sequence[BloqueDelCuerpo], tramos: Sequence[ComponentesDeHoja]
    ) -> Iterator[Bloque]:
        """Los bloques de maqueta de esos bloques del formato.

        ``tramos``: los componentes, por dependencia; lo que es del plan se escribe una vez.
        """
        componentes = self._componentes(tramos)
        por_clase = TablasPorClase(componentes, self._ajustes)
        for de_que_es, grupo in groupby(definidos, key=lambda bloque: _DE_QUE_ES.get(bloque.cada)):
            seguidos = list(grupo)
            if de_que_es is not None:
                sitio = self._sitio(componentes, self._una_por_una)
                se_repite = de_que_es == "proceso"
                for sitio_del_bloque in self._por_proceso(sitio) if se_repite else (sitio,):
                    for bloque in seguidos:
                        yield from nodos_de_bloque(bloque, sitio_del_bloque)
                continue
            for numero, tramo in enumerate(tramos):
                yield from self._bloques_de(seguidos, tramo, por_clase, es_el_primero=numero == 0)

    def _por_proceso(self, sitio: Sitio) -> Iterator[Sitio]:
        """Un sitio por cada proceso del mapa de riesgos; el mismo sitio, si no los trae."""
        mapa = self._mapa
        if not (mapa and mapa.procesos):
            yield sitio
            return
        for numero, lugar in enumerate(recorrer(mapa, "procesos")):
            redaccion = sitio.redaccion.con(proceso=lugar.objeto)
            primero = numero == 0
            yield attrs.evolve(sitio, redaccion=redaccion, proceso=lugar, es_el_primero=primero)

    def _bloques_de(
        self,
        seguidos: list[BloqueDelCuerpo],
        tramo: ComponentesDeHoja,
        por_clase: TablasPorClase,
        *,
        es_el_primero: bool,
    ) -> Iterator[Bloque]:
        """Los bloques que se repiten por dependencia y por componente, de una dependencia.

        ``por_clase``: las tablas de los componentes, que se arman por tandas; ``es_el_primero``: si
        la dependencia es la primera, ante la que no se abre página.
        """
        componentes = self._componentes([tramo])
        for cada, grupo in groupby(seguidos, key=lambda bloque: bloque.cada):
            bloques = list(grupo)
            if cada == "dependencia":
                sitio = self._sitio(
                    componentes,
                    self._una_por_una,
                    es_el_primero=es_el_primero,
                    dependencia=tramo.dependencia,
                )
                for bloque in bloques:
                    # Sin dependencias no hay qué nombrar, pero sus tablas no se pierden.
                    if tramo.dependencia is not None or isinstance(bloque, BloqueTabla):
                        yield from nodos_de_bloque(bloque, sitio)
                continue
            for numero, alcance in enumerate(componentes):
                sitio = self._sitio(
                    [alcance],
                    por_clase,
                    es_el_primero=es_el_primero and numero == 0,
                    dependencia=tramo.dependencia,
                    componente=alcance.componente,
                )
                for bloque in bloques:
                    yield from nodos_de_bloque(bloque, sitio)

    def _componentes(self, tramos: Sequence[ComponentesDeHoja]) -> list[UnComponente]:
        return [componente for tramo in tramos for componente in tramo.componentes]

    def _sitio(
        self,
        componentes: Sequence[UnComponente],
        por_clase: TablasPorClase,
        *,
        es_el_primero: bool = True,
        **variables: object,
    ) -> Sitio:
        """El sitio donde se arma un bloque: esos componentes, y esas variables con las demás."""
        return self._sitio_de(
            redaccion=self._redaccion.con(**variables),
            componentes=componentes,
            por_clase=por_clase,
            es_el_primero=es_el_primero,
        )
