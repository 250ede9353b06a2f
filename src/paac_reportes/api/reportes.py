"""El reporte de un contenido en un formato: se compone, se ve y se guarda.

Se compone una vez por medio, cuando hace falta, y se emite cuantas veces se quiera. Primero, en qué
sale un formato, y qué de eso puede esta instalación.
"""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any, cast

import attrs

from paac_reportes import clases
from paac_reportes.api.datos import donde
from paac_reportes.api.eventos import registra
from paac_reportes.api.salida import Emision, Guardado, en_grupos, guardar_bytes, tipo_de
from paac_reportes.api.tipos import (
    Destino,
    Origen,
    TipoDeReporte,
    comprobar_carpeta,
    comprobar_contenido,
    comprobar_extension,
    comprobar_pedido,
    comprobar_que_sobran,
    comprobar_si_no,
    cuadro_de_avisos,
    dia_del_corte,
)
from paac_reportes.cuadros import Cuadro, CuadroDeTabla, CuadroDeTablas, SeMuestra
from paac_reportes.decimales import contexto_del_anfitrion
from paac_reportes.errores import (
    Aviso,
    ErrorDeEntorno,
    ErrorDeEntrada,
    ErrorPaac,
    Falla,
    sin_repetir,
    unir_ruta,
)
from paac_reportes.escritores.escritura import Adjunto, Escritura
from paac_reportes.escritores.registro import (
    DISENADOS_EN_WORD,
    ESCRITORES,
    Datos,
    Escritor,
    buscar_escritor,
)
from paac_reportes.estructura import desestructurar, error_de_argumento, mostrar
from paac_reportes.estructura.corrientes import Filas, Tablas, puerta
from paac_reportes.estructura.valores import Reloj
from paac_reportes.formatos.definicion.esquema import OpcionesDelEsquema
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.catalogo import codigos
from paac_reportes.formatos.pedido import (
    Eleccion,
    Emitido,
    Pedido,
    con_entidad_sola,
    elegir,
    falla_de_salida,
    huella_de_forma,
    sale_en,
)
from paac_reportes.lectura.archivos import leer_datos
from paac_reportes.maqueta.documento import Documento, Medio
from paac_reportes.modelo import Entidad, Metodologia, Plan
from paac_reportes.modelo.temas import Contenido
from paac_reportes.opc.origen import nombre_y_bytes
from paac_reportes.sistema import Carpeta, es_ruta, sin_carpeta_temporal
from paac_reportes.textos.plano import limpiar
from paac_reportes.textos.valores import contar, en_ascii_y_distinto

if TYPE_CHECKING:
    from paac_reportes.analisis.analisis import Analisis
    from paac_reportes.analisis.anterior import PlanAnterior
    from paac_reportes.prueba.acta import Hecho
    from paac_reportes.textos.publico import PorRevisar

    LeerElAnterior = Callable[[Eleccion], tuple[PlanAnterior | None, tuple[Aviso, ...]]]
    _Compuesto = tuple[Documento, tuple[Aviso, ...]]
    """Lo compuesto, y lo que conviene revisar de ello."""

# ------------------------------------------------------------------ lo que se revisa


_DE_LA_HUELLA = 8
"""Letras de la huella de los datos y de la lista que van en el ``id`` de cada cosa."""


def con_id(pedido: Pedido, por_revisar: "Sequence[PorRevisar]") -> "tuple[PorRevisar, ...]":
    """Lo que está por revisar, con el ``id`` de cada cosa: con otros datos es otro.

    El ``id`` es su número y el comienzo de la huella de los datos y la lista: ``3-9f86d081``.
    """
    from paac_reportes.prueba.acta import huella_de_lista

    huella = huella_de_lista(pedido, por_revisar)[:_DE_LA_HUELLA] if por_revisar else ""
    return tuple(attrs.evolve(cosa, id=f"{cosa.numero}-{huella}") for cosa in por_revisar)


def omitidos(
    pedido: Pedido, lista: "Sequence[PorRevisar]", revisado: Origen | Mapping[str, Any]
) -> set[int]:
    """Los números de los renglones que la revisión manda omitir al publicar.

    ``revisado``: sus respuestas, o su archivo; ``ErrorDeEntrada`` si una falta, sobra o no se
    entiende.
    """
    from paac_reportes.textos.publico import RESPUESTAS

    lista = con_id(pedido, lista)
    respuestas: object = revisado
    if not isinstance(revisado, Mapping):
        nombre, contenido = nombre_y_bytes(revisado, "revisado", "lo_revisado", "lo revisado")
        flujo = io.BytesIO(contenido)
        flujo.name = nombre
        respuestas = leer_datos(flujo)
    if not isinstance(respuestas, Mapping):
        raise error_de_argumento("revisado", "lo_revisado", respuestas)
    numeros = {uno.id: uno.numero for uno in lista}
    fallas = [
        Falla(
            "respuesta_invalida",
            f"revisado.{cual}",
            f"se esperaba {' o '.join(RESPUESTAS)}, llegó {mostrar(respuesta)}"
            if cual in numeros
            else "no está por revisar: es de otros datos; responda lo que queda en éstos",
        )
        for cual, respuesta in respuestas.items()
        if cual not in numeros or respuesta not in RESPUESTAS
    ]
    fallas += [
        Falla("respuesta_invalida", f"revisado.{uno.id}", f"sin respuesta: {uno.se_lee}")
        for uno in lista
        if uno.id not in respuestas
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)
    return {numeros[cual] for cual, respuesta in respuestas.items() if respuesta == "se omite"}


# ------------------------------------------------------------------ los reportes


def opciones_del_pedido(pedido: Pedido) -> OpcionesDelEsquema | None:
    """Opciones de un pedido que su archivo anota; nada si fue lo corriente."""
    # La de un cuerpo diseñado en Word no: el mismo, guardado otra vez, son otros bytes.
    es_propio = pedido.formato.codigo not in codigos() and not pedido.formato.cuerpo_en_word
    metodologia = pedido.metodologia and desestructurar(pedido.metodologia)
    largas = (pedido.anterior, metodologia, pedido.filas, es_propio)
    if not (pedido.es_publico or any(largas)):
        return None
    return OpcionesDelEsquema(
        publico=pedido.es_publico or None,
        con_cedulas=pedido.con_cedulas or None,
        revisado=pedido.revisado is not None or None,
        anterior=pedido.anterior is not None or None,
        metodologia=bool(metodologia) or None,
        filas=bool(pedido.filas) or None,
        forma=huella_de_forma(pedido.formato) if es_propio else None,
    )


def tipos() -> tuple[str, ...]:
    """Las extensiones que se saben escribir, con su punto."""
    return tuple(f".{tipo}" for tipo in ESCRITORES)


def tipos_de(formato: Formato) -> tuple[str, ...]:
    """Las extensiones en que sale un formato, sin punto."""
    if formato.cuerpo_en_word is not None:
        return tuple(DISENADOS_EN_WORD)
    recorridos = formato.lo_que_recorre

    def sale(medio: Medio | None, datos: Datos) -> bool:
        """Si el formato sale por un escritor de ese medio o, si es de datos, de esa clase."""
        if medio is not None or formato.de == "mapa":
            return True
        if "filas" in recorridos:  # junto a las de un plan no hay un archivo de datos de los dos
            una_sola = len(formato.tablas_dadas) <= 1
            return recorridos == {"filas"} and una_sola and datos == "filas"
        return True

    return tuple(
        tipo
        for tipo, escritor in ESCRITORES.items()
        if sale(escritor.medio, escritor.datos) and sale_en(formato, tipo)
    )


def escritor_de(pedido: "Pedido", tipo: str) -> Escritor:
    """El escritor de un pedido en esa extensión; ``ErrorDeEntrada`` si en ella no sale."""
    comprobar_extension(tipo)
    escritor = buscar_escritor(tipo, pedido.formato.de_word)
    if not sale_en(pedido.formato, extension := tipo.lower().removeprefix(".")):
        raise ErrorDeEntrada(falla_de_salida(pedido.formato, extension, tipos_de(pedido.formato)))
    if escritor.por_libreoffice and pedido.con_datos:
        motivo = (
            "lo que se dibujó en Word no lleva sus datos adentro del PDF, que hace LibreOffice:"
            " quítelo, y emita el paquete (.zip) con el formato sin el Word"
        )
        raise ErrorDeEntrada(Falla("argumento_invalido", "con_datos", motivo))
    return escritor


TIPOS_SI_FALTAN = ("docx",)
"""Tipos que se escriben si no se dice ninguno."""
_LETRAS_DEL_CODIGO, _LETRAS_DE_LA_ENTIDAD = 40, 50
"""Con lo demás, el nombre que se propone no pasa de 120."""
_AL_PUBLICAR = "_publico"
"""Con qué termina el nombre de lo que es para publicar."""
_YA_ES_PUBLICO = "el reporte ya es el público: dígalo al pedirlo del que no lo es, en .publico(…)"
_EN_MEMORIA = 2**23
"""Bytes que esperan en memoria; los demás, en un archivo de paso."""
_MEDIOS: tuple[Medio, ...] = ("documento", "libro")


@clases.frozen(kw_only=True, eq=False, slots=False, repr=False)
class Reporte(Pedido, SeMuestra):
    """Un plan en un formato, en un corte: sin escribir nada hasta que se pida.

    No escribe archivos; sirve en varios hilos. Sólo llama un programa,
    LibreOffice, si se pide el PDF de uno diseñado en Word.
    """

    @clases.propiedad_recordada
    def avisos(self) -> tuple[Aviso, ...]:
        """Avisos del reporte, sin los que sólo sabe quien escribe (``Emision.avisos``)."""
        de_los_medios = [aviso for medio in self._medios for aviso in self._compuesto(medio)[1]]
        return self._avisos_finales((*self.previos, *de_los_medios))

    def _avisos_finales(self, avisos: Iterable[Aviso]) -> tuple[Aviso, ...]:
        """Los avisos sin repetir; si se publica, con lo que habría que revisar tapado."""
        if not self.es_publico:
            return sin_repetir(avisos)
        from paac_reportes.textos.publico import aviso_tapado

        return sin_repetir(map(aviso_tapado, avisos))

    @property
    def _medios(self) -> tuple[Medio, ...]:
        """Medios en que se compone; un cuerpo diseñado en Word no sale en un libro."""
        return ("documento",) if self.formato.cuerpo_en_word is not None else _MEDIOS

    @puerta
    def publico(
        self, *, cedulas: bool = False, revisado: Origen | Mapping[str, Any] | None = None
    ) -> "ReportePublico":
        """El mismo, sin datos personales, para la página web de la entidad.

        Sale sin correos, teléfonos, cédulas ni notas de verificación, que se avisan sin repetirlos,
        y con aviso de lo que parece una cédula y nada nombra; con ``cedulas``, las cédulas quedan.
        ``revisado`` es lo que una persona respondió de lo que queda, que dice
        ``ReportePublico.por_revisar``: ``{id: "queda" | "se omite"}``, o su archivo de datos; sin
        él, si algo queda, se avisa (``sin_revisar``). De uno público, él mismo. Lanza
        ``ErrorDeEntrada`` si lo respondido es de otros datos o no está completo.
        """
        from paac_reportes.formatos.publicacion import (
            lo_que_queda,
            pedido_publicado,
            sin_lo_omitido,
        )
        from paac_reportes.textos.publico import aviso_sin_revisar

        comprobar_si_no(cedulas=cedulas)
        if isinstance(self, ReportePublico):
            faltan = cedulas and not self.con_cedulas
            comprobar_que_sobran(_YA_ES_PUBLICO, cedulas=faltan, revisado=revisado)
            return self
        campos = {campo.name: getattr(self, campo.name) for campo in attrs.fields(Reporte)}
        campos |= {"es_publico": True, "con_cedulas": cedulas}
        publicado = pedido_publicado(ReportePublico(**campos))
        queda = lo_que_queda(publicado)
        if revisado is not None:
            return sin_lo_omitido(publicado, queda, omitidos(publicado, queda.lista, revisado))
        if not queda.lista:
            return publicado
        avisos = (*publicado.previos, aviso_sin_revisar(len(queda.lista)))
        return attrs.evolve(publicado, sin_revisar=len(queda.lista), previos=avisos)

    @registra("reporte.emitido")
    @puerta
    def emitir(self, tipo: TipoDeReporte) -> Emision:
        """El reporte en memoria; ``tipo`` es la extensión, con o sin punto."""
        salida = io.BytesIO()
        emitido, tipo_mime = self._escrito(tipo, salida)
        return Emision(
            contenido=salida.getvalue(),
            avisos=emitido.avisos,
            tipo_mime=tipo_mime,
            nombre=emitido.nombre,
            hacer_acta=partial(self._acta_de, [emitido]),
        )

    def _acta_de(self, emitidos: Sequence[Emitido], destino: Destino | None = None) -> "Hecho":
        """Acta de unos archivos ya escritos; ``destino`` es donde va a quedar."""
        from paac_reportes.prueba.acta import acta_de_lo_emitido

        propuesta = Path(self.origen or self.nombre("json")).stem
        return acta_de_lo_emitido(self, self.clave or propuesta, emitidos, destino)

    def _escrito(
        self, tipo: Any, flujo: IO[bytes], destino: Destino | None = None
    ) -> tuple[Emitido, str]:
        """Registro de lo que escribe en un flujo que se puede recorrer, y su tipo MIME.

        Se llama como el archivo al que va o, si no va a uno, como se propone.
        """
        avisos, tipo_mime = self._escribir(tipo, flujo)
        huella = sha256()
        for grupo in en_grupos(flujo):
            huella.update(grupo)
        nombre = Path(destino).name if es_ruta(destino) else self.nombre(tipo)
        return Emitido(nombre, tipo, huella.hexdigest(), flujo.tell(), avisos), tipo_mime

    def _escribir(self, tipo: str, flujo: IO[bytes]) -> tuple[tuple[Aviso, ...], str]:
        """Escribe el reporte en un flujo; da sus avisos, sin repetir, y su tipo MIME."""
        escritor = escritor_de(self, tipo)
        escritura = Escritura(adjunto=self._adjunto(tipo), de_datos=escritor.medio is None)
        documento_o_datos: Any
        avisos: Iterable[Aviso] = ()
        if escritor.medio is None:
            documento_o_datos, avisos = self._datos(escritor.datos, tipo.lower().removeprefix("."))
        else:
            documento_o_datos, avisos = self._compuesto(escritor.medio)
            if any(aviso.codigo == "palabras_partidas" for aviso in avisos):
                from paac_reportes.composicion.lo_que_no_cabe import comprobar_que_cabe

                comprobar_que_cabe(documento_o_datos, self.formato, tipo)
        escritor.escribir_en(flujo, documento_o_datos, escritura)
        avisos_sin_repetir = self._avisos_finales((*self.previos, *avisos, *escritura.avisos))
        return avisos_sin_repetir, escritor.tipo_mime

    def _adjunto(self, tipo: str) -> Adjunto | None:
        """Los datos que van dentro de un PDF si se piden: el paquete o, de unas filas, su CSV.

        ``None`` si no se piden, o en otro tipo.
        """
        if not self.con_datos or tipo.lower().removeprefix(".") != "pdf":
            return None

        extension: TipoDeReporte = "zip"
        que_lleva = "Los datos del plan: CSV, JSON y su esquema"
        if self.formato.es_de_filas:
            extension, que_lleva = "csv", "Las filas del documento, en CSV"
        escritor = buscar_escritor(extension)
        datos, _ = self._datos(escritor.datos, extension)
        contenido = escritor.cargar()(datos, Escritura())
        tipo_mime, _, _ = escritor.tipo_mime.partition(";")
        return Adjunto(self.nombre(extension), tipo_mime, que_lleva, contenido)

    def _datos(self, clase_de_datos: Datos, extension: str) -> "tuple[Any, tuple[Aviso, ...]]":
        """Los datos que guarda un archivo de esa clase, «plan», «filas» o «paquete», y avisos."""
        from paac_reportes.datos_abiertos.pedidos import datos_del_pedido

        recomienda = self.formato.recomienda and not self.es_publico and clase_de_datos == "plan"
        analisis = self._analisis if recomienda or clase_de_datos == "filas" else None
        return datos_del_pedido(self, clase_de_datos, extension, analisis)

    @property
    def _analisis(self) -> "Analisis | None":
        """Análisis de un informe, que dice en qué cuentas está cada fila; ``None`` en lo demás."""
        if not (isinstance(self.contenido, Plan) and self.formato.es_informe and self.corte):
            return None
        from paac_reportes.composicion.encargo import EncargoDeComposicion

        encargo = EncargoDeComposicion(
            self._limpio[0],
            self.formato,
            self.corte,
            metodologia=self.metodologia,
            anterior=self._anterior_limpio,
        )
        return encargo.hallazgos.analisis

    @registra("reporte.guardado")
    @puerta
    def guardar(
        self,
        destino: Destino,
        /,
        *mas: Destino,
        tipo: TipoDeReporte | None = None,
        acta: Destino | None = None,
        al_empezar: Callable[[Destino], object] | None = None,
    ) -> Guardado:
        """Lo escribe en cada destino, o en ninguno; la extensión decide, y un flujo pide ``tipo``.

        Un flujo sólo recibe ``write``, y por partes: lo enorme no pasa entero por la memoria, sino
        por un archivo temporal, y si algo falla antes, en él no queda nada. En ``acta`` queda, con
        ellos o con ninguno, el acta de estos archivos en JSON. ``al_empezar`` recibe cada destino
        antes de prepararlo, para decir por dónde se va. Lanza ``ErrorDeEntrada`` si un tipo no se
        sabe escribir y ``ErrorDeEntorno`` si un destino no se deja.
        """
        destinos = (destino, *mas)
        tipos = [tipo_de(de_este) if tipo is None else tipo for de_este in destinos]
        for tipo_del_destino in tipos:  # antes de componer el primero
            escritor_de(self, tipo_del_destino)
        emitidos, pares = list[Emitido](), list[tuple[Destino, bytes | IO[bytes]]]()
        with ExitStack() as al_salir:
            for de_este, tipo_del_destino in zip(destinos, tipos, strict=True):
                if al_empezar is not None:
                    with contexto_del_anfitrion():
                        al_empezar(de_este)
                paso: Any = al_salir.enter_context(SpooledTemporaryFile(max_size=_EN_MEMORIA))
                try:
                    emitidos.append(self._escrito(tipo_del_destino, paso, de_este)[0])
                except ErrorPaac:
                    raise
                except OSError as error:  # al pasar de la memoria al disco
                    raise ErrorDeEntorno(sin_carpeta_temporal(error)) from error
                pares.append((de_este, paso))
            guardado = Guardado(
                archivos=tuple(Path(uno) for uno in destinos if es_ruta(uno)),
                avisos=sin_repetir(aviso for emitido in emitidos for aviso in emitido.avisos),
                hacer_acta=partial(self._acta_de, emitidos, acta),
            )
            if acta is not None and guardado.acta is not None:
                pares.append((acta, f"{guardado.acta.en_json()}\n".encode()))
            guardar_bytes(pares)
        return guardado

    @puerta
    def arbol(self, medio: Medio) -> Documento:
        """El árbol que se escribe en ese medio."""
        return self._compuesto(medio)[0]

    def __repr__(self) -> str:
        corte = f", corte {self.corte}" if self.corte else ""
        return f"<Reporte {self.formato.codigo} de {self.contenido.entidad.nombre}{corte}>"

    def _cuadro(self) -> Cuadro | CuadroDeTabla | CuadroDeTablas:
        """Tabla para un cuaderno: una matriz propia, como es; de un plan, su resumen."""
        cuadro = self._de_avisos()
        if not self.formato.es_de_filas or "avisos" not in self.__dict__:
            return cuadro
        from paac_reportes.composicion.tablas.mostrada import mostrada

        notas = (nota for nota in cuadro.notas if not nota.startswith("Corte: "))
        avisos = (f"{donde}: {mensaje}" for _, _, donde, mensaje in cuadro.filas)
        tabla = mostrada(self.formato.nombre, self._documento[0], (*notas, *avisos))
        return tabla or cuadro

    def _de_avisos(self) -> Cuadro:
        """Resumen del reporte: qué es, en qué sale y qué conviene revisar. Para eso se compone."""
        formato, contenido = self.formato, self.contenido
        reparos: Sequence[Aviso | Falla]
        try:
            reparos = [attrs.evolve(a, ruta=self._en_palabras(a.ruta)) for a in self.avisos]
            cuantos = contar(len(reparos), "aviso", "avisos")
        except ErrorPaac as error:  # en una celda, lo que falla al mostrarse casi no se ve
            reparos = error.fallas
            cuantos = f"No se puede emitir: {contar(len(reparos), 'falla', 'fallas')}"
        vigencia = f", vigencia {contenido.vigencia}" if contenido.vigencia else ""
        en_que_sale = ", ".join(f".{tipo}" for tipo in self.tipos)
        de_word = ": se diseñó en Word" if formato.cuerpo_en_word is not None else ""
        return cuadro_de_avisos(
            f"{formato.codigo}, versión {formato.version}: {formato.nombre}",
            reparos,
            f"De {contenido.entidad.nombre}{vigencia}.",
            f"Corte: {self.corte.isoformat() if self.corte else 'ninguno'}.",
            f"Sale en {en_que_sale}{de_word}.",
            f"{cuantos}.",
        )

    @property
    def tipos(self) -> tuple[TipoDeReporte, ...]:
        """Las extensiones en que sale, sin punto; si aquí está lo que piden es otra cosa."""
        return cast("tuple[TipoDeReporte, ...]", tipos_de(self.formato))

    def _en_palabras(self, ruta: str) -> str:
        """Lugar de una ruta dicho a una persona; de lo que se publica, la ruta."""
        # Lo que se publica se avisa sin repetirlo, y el texto de una fila puede traerlo.
        if self.es_publico:
            return ruta
        return str(donde(self.contenido, ruta.removeprefix(f"{self.dentro_de}.")))

    def _compuesto(self, medio: Medio) -> "_Compuesto":
        """Documento y avisos de ese medio, compuestos una sola vez."""
        return self._documento if medio == "documento" else self._libro

    @clases.propiedad_recordada
    def _documento(self) -> "_Compuesto":
        return self._componer("documento")

    @clases.propiedad_recordada
    def _libro(self) -> "_Compuesto":
        return self._componer("libro")

    @clases.propiedad_recordada
    def _limpio(self) -> "tuple[Contenido, tuple[Aviso, ...]]":
        """El contenido sin lo que un archivo no admite, y avisos de lo quitado."""
        from paac_reportes.composicion.pedidos import contenido_limpio

        return contenido_limpio(self.contenido, self.formato)

    @clases.propiedad_recordada
    def _anterior_limpio(self) -> "PlanAnterior | None":

        anterior = self.anterior
        return anterior and attrs.evolve(anterior, plan=limpiar(anterior.plan)[0])

    def _componer(self, medio: Medio, *, con_rutas: bool = False) -> "_Compuesto":
        """El documento para un medio y sus avisos; ``con_rutas``, cada celda dice su dato."""
        from paac_reportes.composicion.pedidos import compuesto_de

        contenido, de_limpieza = self._limpio
        documento, avisos = compuesto_de(
            self,
            contenido,
            self._anterior_limpio,
            medio,
            con_rutas=con_rutas,
            opciones=opciones_del_pedido(self),
        )
        return documento, tuple(map(self._en_su_plan, (*de_limpieza, *avisos)))

    def _en_su_plan(self, aviso: Aviso) -> Aviso:
        """El aviso con la ruta desde el plan que lleva al contenido (``mapa_de_riesgos``)."""
        if not self.dentro_de:
            return aviso
        return attrs.evolve(aviso, ruta=unir_ruta(self.dentro_de, aviso.ruta).rstrip("."))

    @puerta
    def nombre(self, tipo: TipoDeReporte) -> str:
        """Nombre que se propone para su archivo; ``tipo`` es la extensión.

        ``seguimiento-paac_<entidad>_<vigencia>_corte-<AAAA-MM-DD>.docx``: qué es lo dice el formato
        (``archivo``) o, si no lo dice, su código. El que es para publicar termina en ``_publico``.
        """
        formato, contenido = self.formato, self.contenido
        que_es = formato.archivo or en_ascii_y_distinto(formato.codigo, _LETRAS_DEL_CODIGO)
        termina = _AL_PUBLICAR * self.es_publico
        letras = _LETRAS_DE_LA_ENTIDAD - len(termina)
        partes = [que_es, en_ascii_y_distinto(contenido.entidad.nombre, letras)]
        partes += [str(contenido.vigencia)] if contenido.vigencia else []
        partes += [f"corte-{self.corte}"] if self.corte else []
        return f"{'_'.join(filter(None, partes))}{termina}.{tipo.lower().removeprefix('.')}"


@clases.frozen(kw_only=True, eq=False, slots=False, repr=False)
class ReportePublico(Reporte):
    """Un reporte sin datos personales, y lo que en él queda por que alguien lo mire.

    ``sin_revisar`` es cuánto queda que ninguna persona ha revisado.
    """

    @clases.propiedad_recordada
    def por_revisar(self) -> "tuple[PorRevisar, ...]":
        """Cada número de 6 a 15 cifras, correo y teléfono que queda, tapado.

        Se responden por su ``id`` en ``revisado``, de ``Reporte.publico``; respondidos, nada.
        """
        from paac_reportes.formatos.publicacion import lo_que_queda

        lista = () if self.revisado is not None else lo_que_queda(self).lista
        return con_id(self, lista)


def documento_con_rutas(reporte: Reporte, medio: Medio) -> Documento:
    """Documento con la ruta del dato de cada celda, para comparar el que vuelve."""
    return reporte._componer(medio, con_rutas=True)[0]  # noqa: SLF001 - es de este módulo


def reporte_armado(  # noqa: PLR0913 - los de ``reporte``, y cómo se lee el anterior
    plan: "Contenido | Entidad",
    formato: str | Formato,
    *,
    corte: date | None = None,
    filas: Filas | Tablas | None = None,
    plantillas: Carpeta | None = None,
    metodologia: Metodologia | None = None,
    con_datos: bool = False,
    al_leer: tuple[Aviso, ...] = (),
    leer_el_anterior: "LeerElAnterior | None" = None,
) -> Reporte:
    """Reporte de esos argumentos, que son los de ``reporte``, y las dudas con que se leyó.

    El plan anterior lo da ``leer_el_anterior``, de lo que se eligió: quien emite otra vez lo que ya
    salió no lee uno, y así esta sala no conoce a quien lee documentos.
    """
    from paac_reportes.composicion.pedidos import reducir

    entero = con_entidad_sola(plan)
    reloj = Reloj()
    corte = dia_del_corte(corte, reloj)
    comprobar_pedido(entero, corte, metodologia)
    comprobar_si_no(con_datos=con_datos)
    comprobar_carpeta("plantillas", plantillas)
    eleccion = elegir(entero, formato, plantillas, corte)
    reducidas, resuelto, de_filas = reducir(filas, eleccion.formato, reloj)
    if filas is None:
        comprobar_contenido(contenido=plan)
    plan_anterior, del_anterior = leer_el_anterior(eleccion) if leer_el_anterior else (None, ())
    return Reporte(
        contenido=eleccion.contenido,
        formato=resuelto,
        corte=eleccion.corte,
        metodologia=metodologia,
        con_datos=con_datos,
        filas=reducidas,
        previos=(*al_leer, *reloj.avisos, *eleccion.avisos, *de_filas, *del_anterior),
        dentro_de=eleccion.dentro_de,
        anterior=plan_anterior,
        al_leer=al_leer,
    )
