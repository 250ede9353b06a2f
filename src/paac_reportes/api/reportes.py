"""De un plan a sus archivos: el reporte, y los atajos que además avisan por ``warnings``.

``Reporte`` se compone una vez por medio, cuando hace falta, y se emite cuantas veces se quiera.
"""

import functools
import io
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Any, TypedDict, Unpack, cast

import attrs

from paac_reportes import clases
from paac_reportes.api.actas import (
    Emitido,
    Leido,
    Llave,
    acta_de_lo_emitido,
    acta_firmada,
    firmante_de,
)
from paac_reportes.api.anterior import Anterior, con_el_anterior
from paac_reportes.api.eventos import registrado
from paac_reportes.api.formatos import formato_para
from paac_reportes.api.lectura import (
    comprobar_carpeta,
    comprobar_con_cedulas,
    comprobar_extension,
    comprobar_si_no,
    comprobar_tipos,
    en_un_plan,
)
from paac_reportes.api.planes import datos_abiertos, donde, filas_abiertas, filas_propias
from paac_reportes.api.salida import Destino, en_flujo, guardar, tipo_de
from paac_reportes.api.tipos import DE_FILAS, es_de_filas, tipos_de
from paac_reportes.cuadros import Cuadro, CuadroDeTabla, SeMuestra
from paac_reportes.errores import Aviso, ErrorDeEntrada, ErrorPaac, Falla, avisar, se_retira
from paac_reportes.estructura import codigo_ajeno, mostrar
from paac_reportes.modelo import Entidad, Metodologia, Plan
from paac_reportes.sistema import Carpeta, es_ruta

if TYPE_CHECKING:
    from paac_reportes.analisis.anterior import PlanAnterior
    from paac_reportes.analisis.consolidado import Consolidado
    from paac_reportes.composicion.tablas.filas import FilasLibres
    from paac_reportes.composicion.variables import Mostrado
    from paac_reportes.escritores.escritura import Adjunto
    from paac_reportes.escritores.registro import Datos
    from paac_reportes.formatos.definicion.formato import Formato
    from paac_reportes.maqueta.documento import Documento, Medio
    from paac_reportes.modelo.riesgos import MapaDeRiesgos
    from paac_reportes.prueba.acta import Hecho
    from paac_reportes.prueba.comprobacion import Debido

    _Compuesto = tuple[Documento, tuple[Aviso, ...], Mostrado]
    """Lo compuesto, lo que conviene revisar de ello y lo que muestra del plan."""

TIPOS_SI_FALTAN = ("docx",)
"""Lo que se escribe si no se dice."""
_LETRAS_DEL_CODIGO, _LETRAS_DE_LA_ENTIDAD = 40, 50
"""Con lo demás, el nombre que se propone no pasa de 120."""
_AL_PUBLICAR = "_publico"
_EN_MEMORIA, _GRUPO = 2**23, 2**18
"""Bytes: desde cuántos espera en un archivo temporal, y de a cuántos pasa a un flujo."""
_MEDIOS: "tuple[Medio, ...]" = ("documento", "libro")
_DATOS_DE_UN_PLAN = ("json", "csv")
"""Lo que se comprueba contra los datos de un plan."""


@clases.frozen(kw_only=True)
class Emision:
    """Un reporte ya escrito."""

    contenido: bytes = attrs.field(repr=False)
    avisos: tuple[Aviso, ...] = ()
    """Los de componerlo y los de quien lo escribió."""
    tipo_mime: str
    nombre: str
    """El que se propone para el archivo: ASCII, sin espacios, de hasta 120 letras."""


@clases.frozen(kw_only=True, eq=False, slots=False, repr=False)
class Reporte(SeMuestra):
    """Un plan en un formato, en un corte: sin escribir nada hasta que se pida.

    No escribe archivos, no llama programas ni avisa por ``warnings``; sirve en varios hilos.
    """

    plan: Plan
    """Como llegó o, si es para publicar, sin lo que no se publica; una entidad sola, sin filas."""
    formato: "Formato"
    corte: date | None
    metodologia: Metodologia | None
    contar_paginas: bool
    publico: bool
    """Si sale sin correos, teléfonos, cédulas ni notas de verificación."""
    con_datos: bool = False
    """Si el PDF lleva adentro el paquete de datos del plan."""
    con_cedulas: bool = False
    """Si en lo que se publica quedan las cédulas."""
    _filas: "FilasLibres"
    _previos: tuple[Aviso, ...]
    _entidades: "Consolidado | None" = None
    """Las que se consolidan (``api.consolidado``); sin ellas, un formato de entidades cuenta la del
    plan."""
    _anterior: "PlanAnterior | None" = None
    """El del informe anterior, si se dio."""
    _leido: "Leido" = Leido()
    """De dónde llegó el plan y lo que se avisó al leerlo, para su acta."""

    @property
    def acta(self) -> "Hecho":
        """Qué archivos suyos se han emitido o guardado hasta ahora, y de qué salieron.

        De cada uno, el sha256 de sus bytes; y el de los datos y la forma, el corte, las opciones,
        las versiones y las fuentes que los deciden. Sin emitir nada, un acta sin archivos.
        """
        return acta_de_lo_emitido(self, self._emitidos.values())

    @property
    def _emitidos(self) -> dict[str, Emitido]:
        """Por su nombre, lo último que salió; de un golpe, que puede ser en varios hilos."""
        emitidos: dict[str, Emitido] = self.__dict__.setdefault("_lo_emitido", {})
        return emitidos

    def _anotar(self, emitidos: Iterable[Emitido]) -> None:
        self._emitidos.update({uno.nombre: uno for uno in emitidos})

    @functools.cached_property
    def avisos(self) -> tuple[Aviso, ...]:
        """Lo que conviene revisar, sin lo que sólo sabe quien escribe (``Emision.avisos``)."""
        de_cada = (self._compuesto(medio)[1] for medio in _MEDIOS)
        return _sin_repetir((*self._previos, *(aviso for suyos in de_cada for aviso in suyos)))

    def emitir(self, tipo: str) -> Emision:
        """El reporte en bytes; ``tipo`` es la extensión, con o sin punto."""
        emision = self._emision(tipo)
        self._anotar([Emitido.de(emision, tipo)])
        return emision

    def _emision(self, tipo: str) -> Emision:
        salida = io.BytesIO()
        avisos, tipo_mime = self._escrito(tipo, salida)
        contenido, nombre = salida.getvalue(), self.nombre(tipo)
        return Emision(contenido=contenido, avisos=avisos, tipo_mime=tipo_mime, nombre=nombre)

    def emitir_en(self, tipo: str, flujo: IO[bytes]) -> tuple[Aviso, ...]:
        """Lo mismo en un flujo de bytes: un archivo abierto, la respuesta de un servidor.

        Los bytes son los de ``emitir``, sea como sea el flujo, que sólo recibe ``write`` y por
        partes: un Word o un libro enorme no pasa entero por la memoria, sino por un archivo
        temporal. Si algo falla antes de entregarlo, en el flujo no queda nada. Da los avisos;
        ``ErrorDeEntorno`` si el flujo no se deja escribir.
        """
        from tempfile import SpooledTemporaryFile

        suya = sha256()
        with SpooledTemporaryFile(max_size=_EN_MEMORIA) as paso:
            avisos, _ = self._escrito(tipo, cast("IO[bytes]", paso))
            paso.seek(0)
            while grupo := paso.read(_GRUPO):
                suya.update(grupo)
                en_flujo(flujo, grupo)
        self._anotar([Emitido(self.nombre(tipo), tipo, suya.hexdigest(), avisos)])
        return avisos

    def _escrito(self, tipo: str, flujo: IO[bytes]) -> tuple[tuple[Aviso, ...], str]:
        """Lo escribe en un flujo vacío que se puede recorrer; sus avisos y su tipo MIME."""
        with registrado("reporte.emitido") as hecho:
            avisos, tipo_mime = self._escribir(tipo, flujo)
            extension = tipo.lower().removeprefix(".")
            hecho |= {"formato": self.formato.codigo, "tipo": extension}
            hecho |= {"bytes": flujo.tell(), "avisos": len(avisos)}
        return avisos, tipo_mime

    def _escribir(self, tipo: str, flujo: IO[bytes]) -> tuple[tuple[Aviso, ...], str]:
        from paac_reportes.escritores.escritura import Escritura
        from paac_reportes.escritores.registro import buscar_escritor

        comprobar_extension(tipo)
        escritor = buscar_escritor(tipo)
        escritura = Escritura(self.contar_paginas, adjunto=self._adjunto(tipo))
        que: Any
        avisos: Iterable[Aviso] = ()
        if escritor.medio is None:
            que, avisos = self._datos(escritor.datos, tipo.lower().removeprefix("."))
        else:
            que, avisos, _ = self._compuesto(escritor.medio)
        escritor.escribir_en(flujo, que, escritura)
        return _sin_repetir((*self._previos, *avisos, *escritura.avisos)), escritor.tipo_mime

    def _adjunto(self, tipo: str) -> "Adjunto | None":
        """El paquete de datos, que va dentro de un PDF si se pide."""
        if not self.con_datos or tipo.lower().removeprefix(".") != "pdf":
            return None
        from paac_reportes.escritores.escritura import Adjunto, Escritura
        from paac_reportes.escritores.registro import buscar_escritor

        escritor = buscar_escritor("zip")
        paquete, _ = self._datos("paquete", "zip")
        contenido = escritor.cargar()(paquete, Escritura())
        que = "Los datos del plan: CSV, JSON, su esquema y un diccionario"
        return Adjunto(self.nombre("zip"), escritor.tipo_mime, que, contenido)

    def _datos(self, cuales: "Datos", extension: str) -> "tuple[Any, tuple[Aviso, ...]]":
        if self._de_filas and cuales in DE_FILAS:
            return filas_propias(self._filas, cuales), ()
        if self._filas or self._de_filas:
            motivo = f"el .{extension} guarda un plan, no filas; use .csv, .tablas.csv o .xlsx"
            raise ErrorDeEntrada(Falla("tipo_no_admitido", "filas", motivo))
        if self.formato.de == "mapa":
            from paac_reportes.api.del_mapa import datos_del_mapa

            return datos_del_mapa(self.plan, cuales)
        if self._entidades is None:
            return datos_abiertos(self.plan, cuales)
        if cuales == "paquete":
            motivo = f"el .{extension} guarda un plan, no varios; use .csv, .parquet o .json"
            raise ErrorDeEntrada(Falla("tipo_no_admitido", "planes", motivo))
        from paac_reportes.informe.consolidado import avisos_de, datos_de_consolidado

        avisos = tuple(avisos_de(self._entidades))
        if cuales == "plan":
            return datos_de_consolidado(self._entidades), avisos
        return filas_abiertas(self._entidades.planes, cuales), avisos

    def guardar(
        self,
        *destinos: Destino,
        tipo: str | None = None,
        comprobar: bool = False,
        al_empezar: Callable[[Destino], object] | None = None,
        acta: Destino | None = None,
        clave_acta: Llave | None = None,
    ) -> tuple[Emision, ...]:
        """Lo escribe en cada destino, o en ninguno; un flujo pide ``tipo``.

        Con ``comprobar`` cada uno se lee antes de entregarlo: si alguno no dice a la letra lo que
        debe, lanza ``ErrorDeMaqueta`` y no escribe nada. ``al_empezar`` recibe cada destino antes
        de prepararlo, para decir por dónde se va. En ``acta`` queda, con ellos o con ninguno, el
        acta de estos archivos en JSON; firmada, si se da en ``clave_acta`` la llave privada Ed25519
        (PEM), sus bytes o su archivo.
        """
        if tipo is not None:
            comprobar_extension(tipo)
        comprobar_si_no(comprobar=comprobar)
        firmante = firmante_de(clave_acta, con_acta=acta is not None)
        emisiones, emitidos = [], list[Emitido]()
        for destino in destinos:
            if al_empezar is not None:
                al_empezar(destino)
            suyo = tipo or tipo_de(destino)
            emision = self._emision(suyo)
            emisiones.append(self._comprobada(emision, suyo, destino) if comprobar else emision)
            emitidos.append(Emitido.de(emisiones[-1], suyo, destino))
        contenidos = (emision.contenido for emision in emisiones)
        pares = list(zip(destinos, contenidos, strict=True))
        if acta is not None:
            pares.append((acta, acta_firmada(acta_de_lo_emitido(self, emitidos, acta), firmante)))
        guardar(pares)
        self._anotar(emitidos)
        return tuple(emisiones)

    def _comprobada(self, emision: Emision, tipo: str, destino: Destino) -> Emision:
        from paac_reportes.api.comprobacion import comprobar_emision

        nombre = str(destino) if es_ruta(destino) else ""
        es_de_datos = tipo.lower().removeprefix(".") in _DATOS_DE_UN_PLAN
        if es_de_datos and (self._entidades is not None or self._de_filas):
            que = "unas filas" if self._de_filas else "un consolidado"
            motivo = f"los datos de {que} no se comprueban; compruebe su .docx"
            aviso = Aviso("sin_comprobar", nombre, motivo)
            return attrs.evolve(emision, avisos=(*emision.avisos, aviso))
        try:
            avisos = tuple(comprobar_emision(self, emision.contenido, tipo, nombre))
        except ErrorDeEntrada as error:
            if self._entidades is None or {f.codigo for f in error.fallas} != {"limite_excedido"}:
                raise
            motivo = "trae más filas de las que se comprueban; compruebe el .docx del mismo reporte"
            avisos = (Aviso("sin_comprobar", nombre, motivo),)
        return attrs.evolve(emision, avisos=_sin_repetir((*emision.avisos, *avisos)))

    def debido(self, medio: "Medio") -> "Debido":
        """Lo que debe decir un archivo suyo, para comprobarlo."""
        from paac_reportes.prueba.comprobacion import Debido

        documento, _, mostrado = self._compuesto(medio)
        plan = self._limpio[0]
        return Debido(
            plan=plan,
            formato=self.formato,
            corte=self.corte,
            documento=documento,
            mostrado=mostrado,
            planes=self._entidades.planes if self._entidades else (plan,),
        )

    def __getstate__(self) -> dict[str, object]:
        """Lo que viaja a otro proceso: el pedido, sin lo compuesto, que allá se compone igual."""
        return {campo.name: getattr(self, campo.name) for campo in attrs.fields(type(self))}

    def __repr__(self) -> str:
        corte = f", corte {self.corte}" if self.corte else ""
        return f"<Reporte {self.formato.codigo} de {self.plan.entidad.nombre}{corte}>"

    def _cuadro(self) -> Cuadro | CuadroDeTabla:
        """Una matriz propia, como es; de un plan, su reporte."""
        suyo = self._de_avisos()
        if not self._de_filas or "avisos" not in self.__dict__:
            return suyo
        from paac_reportes.composicion.tablas.mostrada import mostrada

        notas = (nota for nota in suyo.notas if not nota.startswith("Corte: "))
        avisos = (f"{donde}: {que}" for _, donde, que in suyo.filas)
        tabla = mostrada(self.formato.nombre, self._sin_partes, (*notas, *avisos))
        return tabla or suyo

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
        """Qué es, en qué sale y qué conviene revisar; se compone, que es lo mismo que al emitir."""
        from paac_reportes.textos.valores import contar

        formato, entidad = self.formato, self.plan.entidad.nombre
        tipos = [f".{tipo}" for tipo in self.tipos]
        vigencia = f", vigencia {self.plan.vigencia}" if self.plan.vigencia else ""
        filas: list[tuple[str, str, str]]
        try:
            filas = [
                (aviso.codigo, self._en_palabras(aviso.ruta), aviso.mensaje)
                for aviso in self.avisos
            ]
            dicho = contar(len(filas), "aviso", "avisos")
        except ErrorPaac as error:  # en una celda, lo que falla al mostrarse casi no se ve
            filas = [("falla", falla.ruta, falla.mensaje) for falla in error.fallas]
            dicho = f"No se puede emitir: {contar(len(filas), 'falla', 'fallas')}"
        return Cuadro(
            titulo=f"{formato.codigo}, versión {formato.version}: {formato.nombre}",
            columnas=("Código", "Dónde", "Qué"),
            filas=filas,
            notas=(
                f"De {entidad}{vigencia}.",
                f"Corte: {self.corte.isoformat() if self.corte else 'ninguno'}.",
                f"Sale en {', '.join(tipos)}.",
                f"{dicho}.",
            ),
        )

    @property
    def tipos(self) -> tuple[str, ...]:
        """Las extensiones en que sale, sin punto; si aquí está lo que piden es otra cosa."""
        return tipos_de(self.formato, de_varios=self._entidades is not None)

    @property
    def _de_filas(self) -> bool:
        return es_de_filas(self.formato)

    def _en_palabras(self, ruta: str) -> str:
        # Lo que se publica se avisa sin repetirlo, y el texto de una fila puede traerlo.
        return ruta if self.publico else str(donde(self.plan, ruta))

    def _compuesto(self, medio: "Medio") -> "_Compuesto":
        return self._documento if medio == "documento" else self._libro

    @functools.cached_property
    def _documento(self) -> "_Compuesto":
        return self._componer("documento")

    @functools.cached_property
    def _libro(self) -> "_Compuesto":
        return self._componer("libro")

    @functools.cached_property
    def _limpio(self) -> "tuple[Plan, tuple[Aviso, ...]]":
        from paac_reportes.textos.limpieza import limpiar

        return limpiar(self.plan)

    @functools.cached_property
    def _anterior_limpio(self) -> "PlanAnterior | None":
        from paac_reportes.textos.limpieza import limpiar

        anterior = self._anterior
        return anterior and attrs.evolve(anterior, plan=limpiar(anterior.plan)[0])

    def _componer(self, medio: "Medio") -> "_Compuesto":
        from paac_reportes.composicion import avisos_de_cobertura, avisos_de_membrete, componer

        plan, de_limpieza = self._limpio
        compuesto = componer(
            plan,
            self.formato,
            self.corte,
            medio,
            self._filas,
            self.metodologia,
            self._entidades,
            self._anterior_limpio,
            self.publico,
        )
        cobertura: Iterable[Aviso]
        if compuesto.entidades is None:
            cobertura = avisos_de_cobertura(plan, self.formato, self.corte, medio, compuesto)
        else:  # de un plan muestra sus cifras: que no salga lo demás no es perderlo
            from paac_reportes.informe.consolidado import avisos_de

            cobertura = avisos_de(compuesto.entidades)
        documento = compuesto.documento
        membrete = avisos_de_membrete(documento, self.formato) if medio == "documento" else ()
        anchos = self._de_anchos(documento) if medio == "documento" else ()
        avisos = (*de_limpieza, *cobertura, *self._de_la_serie(), *membrete, *anchos)
        return documento, avisos, compuesto.mostrado

    def _de_anchos(self, documento: "Documento") -> Iterable[Aviso]:
        """De una matriz propia, que nadie midió antes, las columnas que no caben."""
        if not self._de_filas:
            return ()
        from paac_reportes.composicion.vistazo import avisos_de_anchos

        return avisos_de_anchos(documento, self.formato)

    def _de_la_serie(self) -> Iterable[Aviso]:
        """Los cortes de los datos que no son de la serie; sólo los usa un informe."""
        from paac_reportes.analisis.metodologia import cortes_fuera_de_la_serie
        from paac_reportes.formatos.metodologia import reglas_para

        if not self.formato.es_informe:
            return ()
        reglas = reglas_para(self.plan, self.metodologia, self.formato.metodologia)
        return cortes_fuera_de_la_serie(self.plan, reglas)

    def nombre(self, tipo: str) -> str:
        """El que se propone para su archivo; ``tipo`` es la extensión.

        ``seguimiento-paac_<entidad>_<vigencia>_corte-<AAAA-MM-DD>.docx``: qué es lo dice el formato
        (``archivo``) o, si no lo dice, su código. El que es para publicar termina en ``_publico``.
        """
        from paac_reportes.textos.valores import en_ascii_y_distinto

        formato, plan = self.formato, self.plan
        que_es = formato.archivo or en_ascii_y_distinto(formato.codigo, _LETRAS_DEL_CODIGO)
        letras = _LETRAS_DE_LA_ENTIDAD - len(_AL_PUBLICAR) * self.publico
        partes = [que_es, en_ascii_y_distinto(plan.entidad.nombre, letras)]
        partes += [str(plan.vigencia)] if plan.vigencia else []
        partes += [f"corte-{self.corte}"] if self.corte else []
        termina = _AL_PUBLICAR if self.publico else ""
        return f"{'_'.join(filter(None, partes))}{termina}.{tipo.lower().removeprefix('.')}"


def reporte(  # noqa: PLR0913 - todas se dicen por su nombre
    plan: "Plan | Entidad | MapaDeRiesgos",
    formato: "str | Formato",
    *,
    corte: date | None = None,
    filas: object = None,
    plantillas: Carpeta | None = None,
    metodologia: Metodologia | None = None,
    contar_paginas: bool = False,
    publico: bool = False,
    con_datos: bool = False,
    con_cedulas: bool = False,
    anterior: Anterior | None = None,
) -> Reporte:
    """El reporte de un plan o de un mapa de riesgos, por componer: no escribe nada.

    Tampoco avisa por ``warnings``. Un formato de mapa (``de = "mapa"``) muestra el que trae el plan
    o, si no lo trae, sale en blanco con su aviso; con un mapa solo, uno de plan falla con
    ``falta_el_plan``, salvo que algo suyo sea del mapa (``de_un_mapa``).

    ``formato`` es un código del catálogo (o de ``plantillas``, una carpeta con formatos propios) o
    un ``Formato``; de un código con varias versiones se usa la que rige en el corte. Sin ``corte``
    se usa el último con seguimientos. ``filas`` son las de un formato que recorre ``filas``: una
    lista de diccionarios o de objetos, o una tabla de pandas; si sólo muestra eso, en lugar del
    plan basta la ``Entidad``. ``metodologia`` manda sobre la del plan y la del formato. Con
    ``contar_paginas`` LibreOffice cuenta las páginas de la tabla de contenido de un Word; sin él,
    son campos que Word llena con F9. ``publico`` es para la página web de la entidad: sin correos,
    teléfonos, cédulas ni notas de verificación, que se avisan sin repetirlos, y con aviso de lo que
    parece una cédula y nada nombra; con ``con_cedulas``, las cédulas quedan.
    Con ``con_datos`` el PDF lleva adentro el paquete de datos del plan, y cumple PDF/A-3a.
    ``anterior`` es el plan con que se hizo el informe anterior, su archivo de datos o el documento
    que se emitió: las cifras anteriores de un informe son entonces las que él da, y se llaman
    publicadas.

    Lanza ``ErrorDeEntrada`` o ``ErrorDeFormato``; emitir puede lanzar además ``ErrorDeEntorno``.
    """
    from paac_reportes.composicion import reducir

    entero = en_un_plan(plan)
    comprobar_tipos(entero, corte, metodologia)
    comprobar_si_no(contar_paginas=contar_paginas, publico=publico, con_datos=con_datos)
    comprobar_con_cedulas(con_cedulas, publico=publico)
    comprobar_carpeta("plantillas", plantillas)
    elegido = corte or max(entero.cortes(), default=None)
    solo = entero is not plan and entero.mapa_de_riesgos is not None
    hallado, de_formato = formato_para(formato, plantillas, entero, elegido)
    if solo or hallado.de == "mapa":
        from paac_reportes.api.del_mapa import pedido_de_mapa

        pedido_suyo = pedido_de_mapa(entero, formato, plantillas, corte, solo=solo)
        entero, hallado, elegido, de_formato = pedido_suyo
    reducidas, resuelto, de_filas = reducir(filas, hallado)
    suyo, del_anterior = con_el_anterior(anterior, entero, elegido, metodologia, hallado)
    pedido = Reporte(
        plan=entero,
        formato=resuelto,
        corte=elegido,
        metodologia=metodologia,
        contar_paginas=contar_paginas,
        publico=publico,
        con_datos=con_datos,
        con_cedulas=con_cedulas,
        filas=reducidas,
        previos=(*de_formato, *de_filas, *del_anterior),
        anterior=suyo,
    )
    if not publico:
        return pedido
    from paac_reportes.api.publicacion import publicado

    return publicado(pedido)


def _sin_repetir(avisos: Iterable[Aviso]) -> tuple[Aviso, ...]:
    return tuple(dict.fromkeys(avisos))


# ------------------------------------------------------------------ los atajos


class OpcionesDeReporte(TypedDict, total=False):
    """Lo que ``reporte`` admite por su nombre, y con él los atajos, que no lo repiten."""

    corte: date | None
    filas: object
    plantillas: Carpeta | None
    metodologia: Metodologia | None
    contar_paginas: bool
    publico: bool
    con_datos: bool
    con_cedulas: bool
    anterior: Anterior | None


def generar(  # noqa: PLR0913 - todas se dicen por su nombre
    plan: "Plan | Entidad | MapaDeRiesgos",
    formato: "str | Formato",
    destino: Destino,
    *,
    tipo: str | None = None,
    comprobar: bool = False,
    acta: Destino | None = None,
    clave_acta: Llave | None = None,
    **opciones: Unpack[OpcionesDeReporte],
) -> Destino:
    """Escribe el reporte y devuelve el destino; la extensión decide qué se escribe.

    Lo mismo que ``reporte(…).guardar(destino)``, con las opciones de ambos, y avisa por
    ``warnings``. Con un flujo abierto, ``tipo`` dice la extensión. El archivo aparece entero o no
    aparece: una falla deja intacto el que hubiera. Con ``comprobar`` se lee antes de entregarlo y,
    si no dice a la letra lo que debe, no se escribe. ``acta`` y ``clave_acta`` son las de
    ``guardar``. Lanza ``ErrorDeEntrada``, ``ErrorDeFormato`` o ``ErrorDeEntorno``.
    """
    pedido = reporte(plan, formato, **opciones)
    _avisar(
        pedido.guardar(destino, tipo=tipo, comprobar=comprobar, acta=acta, clave_acta=clave_acta)
    )
    return destino


def generar_varios(
    plan: "Plan | Entidad | MapaDeRiesgos",
    formato: "str | Formato",
    destinos: Iterable[Destino],
    *,
    tipo: str | None = None,
    comprobar: bool = False,
    **opciones: Unpack[OpcionesDeReporte],
) -> None:
    """Se retira: es ``reporte(…).guardar(*destinos)``, que da además lo escrito y sus avisos."""
    se_retira("generar_varios", "reporte(…).guardar(*destinos)")
    if isinstance(destinos, str | bytes) or not isinstance(destinos, Iterable):
        motivo = f"se esperaba una lista de rutas o flujos, llegó {mostrar(destinos)}"
        raise ErrorDeEntrada(Falla("argumento_invalido", "destinos", motivo))
    with codigo_ajeno("destinos", "no se dejaron recorrer"):
        rutas = tuple(destinos)
    _avisar(reporte(plan, formato, **opciones).guardar(*rutas, tipo=tipo, comprobar=comprobar))


def emitir(
    plan: "Plan | Entidad | MapaDeRiesgos",
    formato: "str | Formato",
    tipo: str,
    **opciones: Unpack[OpcionesDeReporte],
) -> bytes:
    """Los bytes del reporte, para la respuesta de un ERP; ``tipo`` es la extensión.

    Lo mismo que ``reporte(…).emitir(tipo).contenido``, y avisa por ``warnings``. Con la misma
    entrada da siempre los mismos bytes. Lanza lo mismo que ``generar``.
    """
    emision = reporte(plan, formato, **opciones).emitir(tipo)
    _avisar([emision])
    return emision.contenido


def vista(
    plan: "Plan | Entidad | MapaDeRiesgos",
    formato: "str | Formato",
    **opciones: Unpack[OpcionesDeReporte],
) -> Reporte:
    """Se retira: es ``reporte``, que en un cuaderno se muestra."""
    se_retira("vista", "reporte")
    return reporte(plan, formato, **opciones)


def generar_muestra(formato: "Formato", destinos: Iterable[Destino]) -> None:
    """Escribe el formato con datos inventados, para verlo antes de tener los propios.

    La muestra trae de todo a propósito: de lo que el formato no muestra no se avisa.
    """
    from paac_reportes.formatos.muestra import muestra_de

    muestra = muestra_de(formato)
    pedido = reporte(muestra.plan, formato, corte=muestra.corte, filas=muestra.filas)
    pedido.guardar(*destinos)


def _avisar(emisiones: Iterable[Emision]) -> None:
    avisar(dict.fromkeys(aviso for emision in emisiones for aviso in emision.avisos))
