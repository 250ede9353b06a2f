"""El reporte de un contenido en un formato: se compone, se ve y se guarda.

Se compone una vez por medio, cuando hace falta, y se emite cuantas veces se quiera.
"""

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import attrs

from paac_reportes import clases
from paac_reportes.api.comprobaciones import (
    comprobar_carpeta,
    comprobar_con_cedulas,
    comprobar_extension,
    comprobar_pedido,
    comprobar_revisado,
    comprobar_si_no,
    dia_del_corte,
)
from paac_reportes.api.datos import donde
from paac_reportes.api.eventos import registrado
from paac_reportes.api.opciones import opciones_del_pedido
from paac_reportes.api.publicacion import Revision
from paac_reportes.api.salida import Destino, en_flujo, guardar_bytes, tipo_de
from paac_reportes.api.tipos_de_archivo import escritor_de, tipos_de
from paac_reportes.cuadros import Cuadro, CuadroDeTabla, CuadroDeTablas, SeMuestra
from paac_reportes.decimales import contexto_del_anfitrion, en_contexto_propio
from paac_reportes.errores import Aviso, ErrorDeEntorno, ErrorPaac, Falla, unir_ruta
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.estructura.filas import Filas, Tablas
from paac_reportes.estructura.zonas import Reloj
from paac_reportes.formatos.pedido import Emitido, Pedido
from paac_reportes.modelo import Entidad, Metodologia, Plan
from paac_reportes.modelo.temas import Contenido
from paac_reportes.sistema import Carpeta, es_ruta, sin_carpeta_temporal

if TYPE_CHECKING:
    from paac_reportes.analisis.analisis import Analisis
    from paac_reportes.analisis.anterior import PlanAnterior
    from paac_reportes.escritores.escritura import Adjunto
    from paac_reportes.escritores.registro import Datos
    from paac_reportes.formatos.definicion.formato import Formato
    from paac_reportes.formatos.eleccion import Eleccion
    from paac_reportes.maqueta.documento import Documento, Medio
    from paac_reportes.prueba.acta import Hecho
    from paac_reportes.textos.lo_que_queda import PorRevisar

    LeerElAnterior = Callable[[Eleccion], tuple[PlanAnterior | None, tuple[Aviso, ...]]]
    _Compuesto = tuple[Documento, tuple[Aviso, ...]]
    """Lo compuesto, y lo que conviene revisar de ello."""

TIPOS_SI_FALTAN = ("docx",)
"""Tipos que se escriben si no se dice ninguno."""
_LETRAS_DEL_CODIGO, _LETRAS_DE_LA_ENTIDAD = 40, 50
"""Con lo demás, el nombre que se propone no pasa de 120."""
_AL_PUBLICAR = "_publico"
"""Con qué termina el nombre de lo que es para publicar."""
_EN_MEMORIA, _GRUPO = 2**23, 2**18  # bytes: los que esperan en memoria, y los que pasan cada vez
_MEDIOS: "tuple[Medio, ...]" = ("documento", "libro")


@clases.frozen(kw_only=True)
class Emision:
    """Un reporte ya escrito."""

    contenido: bytes = attrs.field(repr=False)
    avisos: tuple[Aviso, ...] = ()
    """Avisos de componerlo y los de quien lo escribió."""
    tipo_mime: str
    nombre: str
    """Nombre que se propone para el archivo: ASCII, sin espacios, de hasta 120 letras."""
    por_revisar: "tuple[PorRevisar, ...]" = ()
    """De lo que se publica, lo que queda y una persona debe mirar (``Reporte.por_revisar``)."""


@clases.frozen(kw_only=True, eq=False, slots=False, repr=False)
class Reporte(Pedido, SeMuestra):
    """Un plan en un formato, en un corte: sin escribir nada hasta que se pida.

    No escribe archivos ni avisa por ``warnings``; sirve en varios hilos. Sólo llama un programa,
    LibreOffice, si se pide el PDF de uno diseñado en Word.
    """

    @property
    @en_contexto_propio
    def acta(self) -> "Hecho":
        """Qué archivos suyos se han emitido o guardado hasta ahora, y de qué salieron.

        De cada uno, el sha256 de sus bytes; y el de los datos y la forma, el corte, las opciones,
        las versiones y las fuentes que los deciden. Sin emitir nada, un acta sin archivos.
        """
        from paac_reportes.prueba.acta import acta_de_lo_emitido

        return acta_de_lo_emitido(self, self._clave, self._emitidos.values())

    @property
    def _emitidos(self) -> dict[str, Emitido]:
        """Lo último que salió, por su nombre; de un golpe, que puede ser en varios hilos."""
        emitidos: dict[str, Emitido] = self.__dict__.setdefault("_lo_emitido", {})
        return emitidos

    def _anotar(self, emitidos: Iterable[Emitido]) -> None:
        self._emitidos.update({emitido.nombre: emitido for emitido in emitidos})

    @clases.propiedad_recordada
    def avisos(self) -> tuple[Aviso, ...]:
        """Avisos del reporte, sin los que sólo sabe quien escribe (``Emision.avisos``)."""
        de_los_medios = [aviso for medio in self._medios for aviso in self._compuesto(medio)[1]]
        from paac_reportes.api.publicacion import avisos_dichos

        return avisos_dichos(self, (*self.previos, *de_los_medios))

    @property
    def _medios(self) -> "tuple[Medio, ...]":
        """Medios en que se compone; un cuerpo diseñado en Word no sale en un libro."""
        return ("documento",) if self.formato.cuerpo_en_word is not None else _MEDIOS

    @clases.propiedad_recordada
    def por_revisar(self) -> "tuple[PorRevisar, ...]":
        """De uno para publicar, cada número de 6 a 15 cifras, correo y teléfono que queda, tapado.

        Lo que ya revisó una persona, si se dio en ``revisado``, no vuelve; si no es para publicar,
        nada.
        """
        if not self.publico or self.revisado is not None:
            return ()
        from paac_reportes.formatos.publicacion import lo_que_queda

        return lo_que_queda(self).lista

    @puerta
    def guardar_por_revisar(self, *destinos: Destino, tipo: str | None = None) -> None:
        """Escribe la lista de lo que queda, que una persona responde: ``.xlsx`` o ``.json``.

        Se entrega respondida en ``revisado``. Lanza ``ErrorDeEntrada`` si el reporte no es para
        publicar, y ``ErrorDeEntorno`` si no se puede escribir.
        """
        from paac_reportes.api.publicacion import guardar_lista

        guardar_lista(self, self.por_revisar, destinos, tipo)

    @puerta
    def emitir(self, tipo: str) -> Emision:
        """El reporte en bytes; ``tipo`` es la extensión, con o sin punto."""
        emision = self._emision(tipo)
        self._anotar([emitido_de(emision, tipo)])
        return emision

    def _emision(self, tipo: str) -> Emision:
        """El reporte en bytes, sin anotar que se emitió."""
        salida = io.BytesIO()
        avisos, tipo_mime = self._escrito(tipo, salida)
        return Emision(
            contenido=salida.getvalue(),
            avisos=avisos,
            tipo_mime=tipo_mime,
            nombre=self.nombre(tipo),
            por_revisar=self.por_revisar,
        )

    @puerta
    def emitir_en(self, tipo: str, flujo: IO[bytes]) -> tuple[Aviso, ...]:
        """Avisos de emitirlo en un flujo de bytes: un archivo abierto, la respuesta de un servidor.

        Los bytes son los de ``emitir``, sea como sea el flujo, que sólo recibe ``write`` y por
        partes: un Word o un libro enorme no pasa entero por la memoria, sino por un archivo
        temporal. Si algo falla antes de entregarlo, en el flujo no queda nada. Da los avisos;
        ``ErrorDeEntorno`` si el flujo no se deja escribir.
        """
        from tempfile import SpooledTemporaryFile

        huella, bytes_escritos = sha256(), 0
        with SpooledTemporaryFile(max_size=_EN_MEMORIA) as paso:
            try:
                avisos, _ = self._escrito(tipo, cast("IO[bytes]", paso))
            except OSError as error:  # al pasar de la memoria al disco
                raise ErrorDeEntorno(sin_carpeta_temporal(error)) from error
            paso.seek(0)
            while grupo := paso.read(_GRUPO):
                huella.update(grupo)
                bytes_escritos += len(grupo)
                en_flujo(flujo, grupo)
        salido = Emitido(self.nombre(tipo), tipo, huella.hexdigest(), bytes_escritos, avisos)
        self._anotar([salido])
        return avisos

    def _escrito(self, tipo: str, flujo: IO[bytes]) -> tuple[tuple[Aviso, ...], str]:
        """Escribe el reporte en un flujo que se puede recorrer; da sus avisos y su tipo MIME."""
        with registrado("reporte.emitido") as campos:
            avisos, tipo_mime = self._escribir(tipo, flujo)
            extension = tipo.lower().removeprefix(".")
            campos |= {"formato": self.formato.codigo, "tipo": extension}
            campos |= {"bytes": flujo.tell(), "avisos": len(avisos)}
        return avisos, tipo_mime

    def _escribir(self, tipo: str, flujo: IO[bytes]) -> tuple[tuple[Aviso, ...], str]:
        """Escribe el reporte en un flujo; da sus avisos, sin repetir, y su tipo MIME."""
        from paac_reportes.api.publicacion import avisos_dichos
        from paac_reportes.escritores.escritura import Escritura

        escritor = escritor_de(self, tipo)
        escritura = Escritura(
            adjunto=self._adjunto(tipo),
            de_datos=escritor.medio is None,
            recorte=self.formato.es_de_filas,
        )
        documento_o_datos: Any
        avisos: Iterable[Aviso] = ()
        if escritor.medio is None:
            documento_o_datos, avisos = self._datos(escritor.datos, tipo.lower().removeprefix("."))
        else:
            documento_o_datos, avisos = self._compuesto(escritor.medio)
        escritor.escribir_en(flujo, documento_o_datos, escritura)
        avisos_sin_repetir = avisos_dichos(self, (*self.previos, *avisos, *escritura.avisos))
        return avisos_sin_repetir, escritor.tipo_mime

    def _adjunto(self, tipo: str) -> "Adjunto | None":
        """Los datos que van dentro de un PDF si se piden: el paquete o, de unas filas, su CSV."""
        if not self.con_datos or tipo.lower().removeprefix(".") != "pdf":
            return None
        from paac_reportes.escritores.escritura import Adjunto, Escritura
        from paac_reportes.escritores.registro import buscar_escritor

        extension, que_lleva = "zip", "Los datos del plan: CSV, JSON y su esquema"
        if self.formato.es_de_filas:
            extension, que_lleva = "csv", "Las filas del documento, en CSV"
        escritor = buscar_escritor(extension)
        datos, _ = self._datos(escritor.datos, extension)
        contenido = escritor.cargar()(datos, Escritura())
        tipo_mime, _, _ = escritor.tipo_mime.partition(";")
        return Adjunto(self.nombre(extension), tipo_mime, que_lleva, contenido)

    def _datos(self, clase_de_datos: "Datos", extension: str) -> "tuple[Any, tuple[Aviso, ...]]":
        """Datos que escribe un escritor de esa clase, y avisos."""
        from paac_reportes.datos_abiertos.pedidos import datos_del_pedido
        from paac_reportes.escritores.registro import DE_FILAS

        recomienda = self.formato.recomienda and not self.publico and clase_de_datos == "plan"
        analisis = self._analisis if recomienda or clase_de_datos in DE_FILAS else None
        return datos_del_pedido(self, clase_de_datos, extension, analisis)

    @property
    def _analisis(self) -> "Analisis | None":
        """Análisis de un informe, que dice en qué cuentas está cada fila; una matriz no cuenta."""
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

    @puerta
    def guardar(
        self,
        *destinos: Destino,
        tipo: str | None = None,
        al_empezar: Callable[[Destino], object] | None = None,
        acta: Destino | None = None,
    ) -> tuple[Emision, ...]:
        """Lo escribe en cada destino, o en ninguno; un flujo pide ``tipo``.

        ``al_empezar`` recibe cada destino antes de prepararlo, para decir por dónde se va. En
        ``acta`` queda, con ellos o con ninguno, el acta de estos archivos en JSON.
        """
        if tipo is not None:
            comprobar_extension(tipo)
        emisiones, emitidos = [], list[Emitido]()
        tipos = [tipo or tipo_de(destino) for destino in destinos]
        for tipo_del_destino in tipos:  # antes de componer el primero
            escritor_de(self, tipo_del_destino)
        for destino, tipo_del_destino in zip(destinos, tipos, strict=True):
            if al_empezar is not None:
                with contexto_del_anfitrion():
                    al_empezar(destino)
            emision = self._emision(tipo_del_destino)
            emisiones.append(emision)
            emitidos.append(emitido_de(emision, tipo_del_destino, destino))
        contenidos = (emision.contenido for emision in emisiones)
        pares = list(zip(destinos, contenidos, strict=True))
        if acta is not None:
            from paac_reportes.prueba.acta import acta_de_lo_emitido, renglon_de

            acta_de_los_archivos = acta_de_lo_emitido(self, self._clave, emitidos, acta)
            pares.append((acta, renglon_de(acta_de_los_archivos) + b"\n"))
        guardar_bytes(pares)
        self._anotar(emitidos)
        return tuple(emisiones)

    @puerta
    def arbol(self, medio: "Medio") -> "Documento":
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
        avisos = (f"{donde}: {mensaje}" for _, donde, mensaje in cuadro.filas)
        tabla = mostrada(self.formato.nombre, self._sin_partes, (*notas, *avisos))
        return tabla or cuadro

    @property
    def _sin_partes(self) -> "Documento":
        """El documento con sus tablas enteras: en un cuaderno no hay hoja en que quepan."""
        tablas = self.formato.tablas
        if all(tabla.fijas is None for tabla in tablas.values()):
            return self._documento[0]
        enteras = {nombre: attrs.evolve(tabla, fijas=None) for nombre, tabla in tablas.items()}
        formato = attrs.evolve(self.formato, tablas=enteras)
        entero = attrs.evolve(self, formato=formato)
        return entero._documento[0]  # noqa: SLF001 - es otro como este

    def _de_avisos(self) -> Cuadro:
        """Resumen del reporte: qué es, en qué sale y qué conviene revisar. Para eso se compone."""
        formato, entidad = self.formato, self.contenido.entidad.nombre
        de_word = formato.cuerpo_en_word is not None
        tipos = [f".{tipo}" for tipo in self.tipos]
        vigencia = f", vigencia {self.contenido.vigencia}" if self.contenido.vigencia else ""
        reparos, cuantos = self._reparos()
        filas = [
            ("falla", reparo.ruta, reparo.mensaje)
            if isinstance(reparo, Falla)
            else (reparo.codigo, self._en_palabras(reparo.ruta), reparo.mensaje)
            for reparo in reparos
        ]
        return Cuadro(
            titulo=f"{formato.codigo}, versión {formato.version}: {formato.nombre}",
            columnas=("Código", "Dónde", "Qué"),
            filas=filas,
            notas=(
                f"De {entidad}{vigencia}.",
                f"Corte: {self.corte.isoformat() if self.corte else 'ninguno'}.",
                f"Sale en {', '.join(tipos)}{': se diseñó en Word' * de_word}.",
                f"{cuantos}.",
            ),
        )

    def _reparos(self) -> tuple[Sequence[Aviso | Falla], str]:
        """Avisos o, si no se puede emitir, fallas; y cuántos son, en palabras."""
        from paac_reportes.textos.valores import contar

        try:
            avisos = self.avisos
        except ErrorPaac as error:  # en una celda, lo que falla al mostrarse casi no se ve
            fallas = error.fallas
            return fallas, f"No se puede emitir: {contar(len(fallas), 'falla', 'fallas')}"
        return avisos, contar(len(avisos), "aviso", "avisos")

    @property
    def tipos(self) -> tuple[str, ...]:
        """Las extensiones en que sale, sin punto; si aquí está lo que piden es otra cosa."""
        return tipos_de(self.formato)

    def _en_palabras(self, ruta: str) -> str:
        """Lugar de una ruta dicho a una persona; de lo que se publica, la ruta."""
        # Lo que se publica se avisa sin repetirlo, y el texto de una fila puede traerlo.
        if self.publico:
            return ruta
        return str(donde(self.contenido, ruta.removeprefix(f"{self.dentro_de}.")))

    def _compuesto(self, medio: "Medio") -> "_Compuesto":
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
        from paac_reportes.composicion.extras_escritos import contenido_limpio

        return contenido_limpio(self.contenido, self.formato)

    @clases.propiedad_recordada
    def _anterior_limpio(self) -> "PlanAnterior | None":
        from paac_reportes.textos.limpieza import limpiar

        anterior = self.anterior
        return anterior and attrs.evolve(anterior, plan=limpiar(anterior.plan)[0])

    def _componer(self, medio: "Medio", *, con_rutas: bool = False) -> "_Compuesto":
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

    @property
    def _clave(self) -> str:
        """Nombre con que lo llama su acta: el del archivo de que se leyó o el que se propone."""
        return Path(self.origen).stem if self.origen else self.nombre("json").removesuffix(".json")

    @puerta
    def nombre(self, tipo: str) -> str:
        """Nombre que se propone para su archivo; ``tipo`` es la extensión.

        ``seguimiento-paac_<entidad>_<vigencia>_corte-<AAAA-MM-DD>.docx``: qué es lo dice el formato
        (``archivo``) o, si no lo dice, su código. El que es para publicar termina en ``_publico``.
        """
        from paac_reportes.textos.valores import en_ascii_y_distinto

        formato, contenido = self.formato, self.contenido
        que_es = formato.archivo or en_ascii_y_distinto(formato.codigo, _LETRAS_DEL_CODIGO)
        termina = _AL_PUBLICAR * self.publico
        letras = _LETRAS_DE_LA_ENTIDAD - len(termina)
        partes = [que_es, en_ascii_y_distinto(contenido.entidad.nombre, letras)]
        partes += [str(contenido.vigencia)] if contenido.vigencia else []
        partes += [f"corte-{self.corte}"] if self.corte else []
        return f"{'_'.join(filter(None, partes))}{termina}.{tipo.lower().removeprefix('.')}"


def emitido_de(emision: Emision, tipo: str, destino: Destino | None = None) -> Emitido:
    """Registro del archivo de una emisión; sin destino, con el nombre que se le propone."""
    nombre = Path(destino).name if es_ruta(destino) else emision.nombre
    return Emitido(
        nombre, tipo, sha256(emision.contenido).hexdigest(), len(emision.contenido), emision.avisos
    )


def documento_con_rutas(reporte: Reporte, medio: "Medio") -> "Documento":
    """Documento con la ruta del dato de cada celda, para comparar el que vuelve."""
    return reporte._componer(medio, con_rutas=True)[0]  # noqa: SLF001 - es de este módulo


def reporte_armado(  # noqa: PLR0913 - los de ``reporte``, y cómo se lee el anterior
    plan: "Contenido | Entidad",
    formato: "str | Formato",
    *,
    corte: date | None = None,
    filas: Filas | Tablas | None = None,
    plantillas: Carpeta | None = None,
    metodologia: Metodologia | None = None,
    publico: bool = False,
    con_datos: bool = False,
    con_cedulas: bool = False,
    revisado: Revision | None = None,
    al_leer: tuple[Aviso, ...] = (),
    leer_el_anterior: "LeerElAnterior | None" = None,
) -> Reporte:
    """Reporte de esos argumentos, que son los de ``reporte``, y las dudas con que se leyó.

    El plan anterior lo da ``leer_el_anterior``, de lo que se eligió: quien emite otra vez lo que ya
    salió no lee uno, y así esta sala no conoce a quien lee documentos.
    """
    from paac_reportes.composicion.tablas.libres import reducir
    from paac_reportes.formatos.eleccion import con_entidad_sola, elegir

    entero = con_entidad_sola(plan)
    reloj = Reloj()
    corte = dia_del_corte(corte, reloj)
    comprobar_pedido(entero, corte, metodologia)
    comprobar_si_no(publico=publico, con_datos=con_datos)
    comprobar_con_cedulas(con_cedulas, publico=publico)
    comprobar_revisado(revisado, publico=publico)
    comprobar_carpeta("plantillas", plantillas)
    eleccion = elegir(entero, formato, plantillas, corte)
    reducidas, resuelto, de_filas = reducir(filas, eleccion.formato, reloj)
    plan_anterior, del_anterior = leer_el_anterior(eleccion) if leer_el_anterior else (None, ())
    reporte_pedido = Reporte(
        contenido=eleccion.contenido,
        formato=resuelto,
        corte=eleccion.corte,
        metodologia=metodologia,
        publico=publico,
        con_datos=con_datos,
        con_cedulas=con_cedulas,
        filas=reducidas,
        previos=(*al_leer, *reloj.avisos, *eleccion.avisos, *de_filas, *del_anterior),
        dentro_de=eleccion.dentro_de,
        anterior=plan_anterior,
        al_leer=al_leer,
    )
    if not publico:
        return reporte_pedido
    from paac_reportes.api.publicacion import publicado

    return publicado(reporte_pedido, revisado)
