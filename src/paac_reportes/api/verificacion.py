"""Verificar un archivo: si es el que sale de unos datos, o el que un acta nombra."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Unpack

import attrs

from paac_reportes import __version__, clases
from paac_reportes.api.actas import acta_de
from paac_reportes.api.atajos import OpcionesDeReporte
from paac_reportes.api.comprobaciones import comprobar_carpeta, comprobar_fecha, comprobar_si_no
from paac_reportes.api.eventos import registrado
from paac_reportes.api.lectura import leer_sin_dudas
from paac_reportes.api.reportes import Reporte, reporte
from paac_reportes.api.salida import sufijo_de
from paac_reportes.errores import Aviso, ErrorDeEntrada, ErrorPaac, Falla
from paac_reportes.estructura import codigo_ajeno, mostrar
from paac_reportes.estructura.corrientes import corriente, puerta
from paac_reportes.modelo import Entidad, Plan
from paac_reportes.modelo.temas import es_contenido
from paac_reportes.sistema import Carpeta, IlegibleError, es_ruta

if TYPE_CHECKING:
    from paac_reportes.formatos.definicion.formato import Formato
    from paac_reportes.modelo.riesgos import MapaDeRiesgos
    from paac_reportes.opc.paquete import Comprimido
    from paac_reportes.prueba.acta import Hecho
    from paac_reportes.prueba.certificado import (
        Certificado,
        Constancia,
        Juicio,
        Prueba,
        Reparo,
        Verificado,
    )
    from paac_reportes.prueba.constancia import Actas

    _Actas = tuple[str, Actas]
    """El archivo de un acta, y lo que en ella se puede creer."""
    UnContenido = Plan | Entidad | MapaDeRiesgos

Origen = str | os.PathLike[str] | bytes | IO[bytes]


@puerta
def verificar(  # noqa: PLR0913 - todas se dicen por su nombre
    archivo: Origen,
    plan: "Plan | Entidad | MapaDeRiesgos | None" = None,
    formato: "str | Formato | None" = None,
    *,
    acta: Origen | None = None,
    clave_publica: Origen | None = None,
    fecha: date | None = None,
    basta_el_texto: bool = False,
    **opciones: Unpack[OpcionesDeReporte],
) -> "Certificado":
    """Si un archivo es el que sale de esos datos en ese formato, o el que un acta nombra.

    Con ``plan`` (o un mapa de riesgos) y ``formato`` lo hace otra vez, con las mismas ``opciones``
    de ``reporte``, y compara los bytes; lo que no es idéntico se compara por lo que dice, y su
    aspecto no se comprueba. Con ``acta``
    (un acta o el diario de un lote: su ruta, un flujo o sus bytes) basta la huella, y con
    ``clave_publica``, en PEM, la firma del acta ha de ser suya. Si se dan los datos y el acta han
    de pasar los dos, y el acta decir que salió de esos datos y esa forma: ``certificado.pruebas``
    dice qué dio cada uno. ``certificado.veredicto`` es
    ``identico``, ``dice_lo_mismo``, ``no_se_puede_afirmar`` o ``distinto``, y
    ``certificado.pasa``, cierto sólo en el primero; con ``basta_el_texto``, que el certificado
    nombra, ``certificado.se_acepta`` lo es también en el segundo. ``fecha`` es la del certificado,
    si se quiere que la diga.

    Lanza ``ErrorDeEntrada`` si el archivo no está, si no es de los que se escriben o si el acta no
    es suya, y ``ErrorDeFormato``.
    """
    comprobar_fecha(fecha)
    comprobar_si_no(basta_el_texto=basta_el_texto)
    _comprobar_pedido(plan, formato, acta, clave_publica, opciones)
    nombre, contenido = _contenido(archivo, "archivo")
    actas = None if acta is None else partial(_actas_de, acta, clave_publica)
    pedido = _Pedido(formato, fecha, basta_el_texto, opciones)
    return _certificado(nombre, contenido, plan, pedido, actas)


@puerta
def verificar_varios(  # noqa: PLR0913 - todas se dicen por su nombre
    archivos: Iterable[Origen],
    planes: "UnContenido | Origen | Sequence[UnContenido | Origen] | None" = None,
    formato: "str | Formato | None" = None,
    *,
    acta: Origen | None = None,
    clave_publica: Origen | None = None,
    fecha: date | None = None,
    basta_el_texto: bool = False,
    carpeta: Carpeta | None = None,
    **opciones: Unpack[OpcionesDeReporte],
) -> "Iterator[Verificado]":
    """Lo que ``verificar`` dice de cada archivo, a medida que se sabe; uno malo no detiene a otros.

    ``planes`` es de qué sale cada uno, en el mismo orden, o uno solo del que salen todos: un plan,
    un mapa de riesgos o su archivo. Lo demás es lo de ``verificar``, igual para todos; ``acta`` se
    lee una vez. ``carpeta`` es donde están las imágenes que los datos nombran.

    Lanza ``ErrorDeEntrada`` si no hay archivos, si no hay un plan por archivo o si el acta no se
    deja leer. Lo que falla de un archivo o de sus datos va en su ``Verificado``.
    """
    comprobar_fecha(fecha)
    comprobar_si_no(basta_el_texto=basta_el_texto)
    comprobar_carpeta("carpeta", carpeta)
    _comprobar_pedido(planes, formato, acta, clave_publica, opciones)
    pares = _en_pares(archivos, planes)
    leidas = None if acta is None else _actas_de(acta, clave_publica)
    return _verificados(pares, _Pedido(formato, fecha, basta_el_texto, opciones), leidas, carpeta)


def _en_pares(archivos: Any, planes: Any) -> list[tuple[Any, Any]]:
    """Cada archivo con aquello de que sale; ``ErrorDeEntrada`` si no casan."""
    es_uno = isinstance(archivos, str | bytes | Mapping) or hasattr(archivos, "read")
    if es_uno or not isinstance(archivos, Iterable):
        motivo = f"se esperaba una lista de archivos, llegó {mostrar(archivos)}"
        raise ErrorDeEntrada(Falla("argumento_invalido", "archivos", motivo))
    with codigo_ajeno("archivos", "no se dejaron recorrer"):
        todos = list(map(corriente, archivos))
    if not todos:
        raise ErrorDeEntrada(Falla("sin_datos", "archivos", "no llegó ninguno que verificar"))
    if not isinstance(planes, list | tuple):
        return [(archivo, planes) for archivo in todos]
    if len(planes) != len(todos):
        motivo = (
            f"se esperaba uno por archivo, en su orden, o uno solo para todos: son {len(todos)}"
            f" archivos y llegaron {len(planes)}"
        )
        raise ErrorDeEntrada(Falla("argumento_invalido", "planes", motivo))
    return list(zip(todos, planes, strict=True))


def _verificados(
    pares: "list[tuple[Any, Any]]",
    pedido: "_Pedido",
    actas: "_Actas | None",
    carpeta: Carpeta | None,
) -> "Iterator[Verificado]":
    from paac_reportes.prueba.certificado import Verificado

    anterior: Any = None
    plan: Any = None
    avisos: tuple[Aviso, ...] = ()
    for lugar, (archivo, de_que) in enumerate(pares):
        nombre = _nombre_de(archivo, f"archivos[{lugar}]")
        try:
            _, contenido = _contenido(archivo, "archivo")
            if de_que is not anterior:
                anterior = None  # si no se deja leer, tampoco la otra vez
                plan, avisos = _leido(de_que, carpeta)
                anterior = de_que
            leidas = None if actas is None else lambda: actas
            certificado = _certificado(nombre, contenido, plan, pedido, leidas)
        except ErrorPaac as error:
            yield Verificado(archivo=nombre, fallas=error.fallas)
        else:
            yield Verificado(archivo=nombre, certificado=certificado, avisos=avisos)


def _leido(de_que: Any, carpeta: Carpeta | None) -> tuple[Any, tuple[Aviso, ...]]:
    """El plan o el mapa, y los avisos de leerlo; las fallas dicen de qué archivo son."""
    if de_que is None or isinstance(de_que, Entidad) or es_contenido(de_que):
        return de_que, ()
    cual = _nombre_de(de_que, "planes")
    try:
        leida = leer_sin_dudas(de_que, carpeta)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada(
            falla if falla.ruta == cual else falla.en(f"{cual}: {falla.ruta}".removesuffix(": "))
            for falla in error.fallas
        ) from error
    return leida.contenido, leida.avisos


def _nombre_de(origen: Any, si_no: str) -> str:
    """La ruta de un archivo, o el nombre que trae un flujo."""
    dado = os.fspath(origen) if es_ruta(origen) else getattr(origen, "name", None)
    return dado if isinstance(dado, str) else si_no


@clases.frozen
class _Pedido:
    """Lo que vale para cada archivo que se verifica."""

    formato: "str | Formato | None"
    fecha: date | None
    basta_el_texto: bool
    opciones: OpcionesDeReporte


def _certificado(
    nombre: str,
    contenido: bytes,
    plan: Any,
    pedido: _Pedido,
    actas: "Callable[[], _Actas] | None",
) -> "Certificado":
    with registrado("archivo.verificado") as hecho:
        tipo = _tipo_de(nombre, contenido)
        en_acta = None if actas is None else _en_acta(*actas(), tipo, nombre, contenido)
        if en_acta is not None and plan is None:
            certificado = _por_acta(tipo, contenido, en_acta, pedido)
        else:
            hecho_de_nuevo = reporte(plan, pedido.formato, **pedido.opciones)  # type: ignore[arg-type]
            certificado = _contra(hecho_de_nuevo, tipo, nombre, contenido, pedido)
            if en_acta is not None:
                certificado = _con_los_dos(certificado, en_acta, hecho_de_nuevo)
        hecho |= {"formato": certificado.formato, "tipo": tipo}
        hecho |= {"veredicto": certificado.veredicto, "pasa": certificado.pasa}
    return certificado


def _comprobar_pedido(
    plan: object, formato: object, acta: object, clave_publica: object, opciones: Mapping[str, Any]
) -> None:
    if plan is None and acta is None:
        motivo = (
            "se esperaba el plan de que salió el archivo, o el acta con que se emitió"
            " (en la orden, --contra o --acta)"
        )
        raise ErrorDeEntrada(Falla("argumento_invalido", "plan", motivo))
    if (plan is None) != (formato is None):
        cual, otro = ("formato", "el plan") if plan is None else ("plan", "el formato")
        motivo = f"con «{cual}» hace falta {otro}: el archivo se hace otra vez con los dos"
        raise ErrorDeEntrada(Falla("argumento_invalido", cual, motivo))
    if clave_publica is not None and acta is None:
        motivo = "comprueba la firma de un acta, y no se dio ninguna"
        raise ErrorDeEntrada(Falla("argumento_invalido", "clave_publica", motivo))
    if plan is None and opciones:
        cuales = ", ".join(opciones)
        motivo = f"{cuales}: sólo valen al hacer el archivo otra vez, y no se dio el plan"
        raise ErrorDeEntrada(Falla("argumento_invalido", "plan", motivo))


# ------------------------------------------------------------------ por el acta


def _actas_de(acta: Origen, clave_publica: Origen | None) -> "_Actas":
    """El archivo del acta, y los registros suyos en que se puede creer."""
    from paac_reportes.prueba.constancia import leer_actas

    donde, contenido = _contenido(acta, "acta")
    clave = None if clave_publica is None else _contenido(clave_publica, "clave_publica")[1]
    return donde, leer_actas(contenido, donde, clave)


@clases.frozen(kw_only=True)
class _EnActa:
    """Lo que un acta dice de un archivo."""

    donde: str
    juicio: "Juicio"
    ajeno: Falla | None = None
    """Por qué no es suyo, si no lo nombra."""
    registro: "Hecho | None" = None
    constancia: "Constancia | None" = None

    @property
    def prueba(self) -> "Prueba":
        """Lo que con ella se supo."""
        from paac_reportes.prueba.certificado import SIN_COMPROBAR, Prueba

        dice = f"{self.donde} no lo nombra"
        if self.constancia is not None:
            firma = f"; {SIN_COMPROBAR}" if self.constancia.sin_comprobar else ""
            dice = f"{self.donde} lo nombra como {self.constancia.emitido_como}{firma}"
        return Prueba(con="acta", veredicto=self.juicio.veredicto, dice=dice)

    @property
    def publico(self) -> bool:
        """Si se emitió para publicar."""
        return self.registro is not None and self.registro.opciones.get("publico") is True

    @property
    def sin_revisar(self) -> int:
        """Cuánto quedaba sin que nadie lo revisara cuando se emitió."""
        dicho = self.registro.opciones.get("sin_revisar") if self.registro else None
        return dicho if isinstance(dicho, int) else 0

    @property
    def avisos(self) -> tuple[Aviso, ...]:
        """Que trae una firma y nadie la comprobó."""
        from paac_reportes.prueba.certificado import SIN_COMPROBAR

        if self.constancia is None or not self.constancia.sin_comprobar:
            return ()
        motivo = (
            f"{SIN_COMPROBAR}: prueba lo mismo que una sin firma. Dé la llave pública de quien"
            " firmó (clave_publica; en la orden, --clave-publica)"
        )
        return (Aviso("firma_sin_comprobar", self.donde, motivo),)


def _en_acta(donde: str, actas: "Actas", tipo: str, nombre: str, contenido: bytes) -> _EnActa:
    """Lo del registro que lo nombra o, si ninguno, por qué no es suyo.

    De un PDF firmado, el que nombra su primera revisión, y qué valen las demás.
    """
    from paac_reportes.prueba.certificado import (
        IDENTICO,
        NO_SE_PUEDE_AFIRMAR,
        Constancia,
        Juicio,
        Reparo,
    )

    hallada, juicio = actas.de(sha256(contenido).hexdigest()), Juicio(IDENTICO)
    if hallada is None and (firmado := _firmado(tipo, nombre, contenido)) is not None:
        hallada, juicio = actas.de(sha256(firmado[0]).hexdigest()), firmado[1]
    if hallada is None:
        ajeno = attrs.evolve(actas.ajeno(Path(nombre).name), ruta=nombre)
        no_consta = Juicio(NO_SE_PUEDE_AFIRMAR, (), (Reparo("acta", ajeno.mensaje),))
        return _EnActa(donde=donde, juicio=no_consta, ajeno=ajeno)
    registro, emitido_como = hallada
    constancia = Constancia(
        acta=donde,
        emitido_como=emitido_como,
        clave=registro.clave,
        datos=registro.datos,
        forma=registro.forma,
        huella=registro.huella,
        trae_firma=actas.trae_firma(registro),
        firma_comprobada=actas.firma_comprobada,
    )
    return _EnActa(donde=donde, juicio=juicio, registro=registro, constancia=constancia)


def _firmado(tipo: str, nombre: str, contenido: bytes) -> "tuple[bytes, Juicio] | None":
    from paac_reportes.prueba.identidad import de_un_firmado

    try:
        return de_un_firmado(contenido) if tipo == "pdf" else None
    except IlegibleError as error:
        raise ErrorDeEntrada(error.falla(nombre)) from None


def _por_acta(tipo: str, contenido: bytes, en_acta: _EnActa, pedido: _Pedido) -> "Certificado":
    """El de un acta sola; ``ErrorDeEntrada`` si no lo nombra."""
    from paac_reportes.lectura.archivos import VERSION_DEL_CONTRATO
    from paac_reportes.prueba.certificado import Certificado

    if en_acta.ajeno is not None:
        raise ErrorDeEntrada(en_acta.ajeno)
    return Certificado(
        veredicto=en_acta.juicio.veredicto,
        diferencias=en_acta.juicio.diferencias,
        reparos=en_acta.juicio.reparos,
        tipo=tipo,
        sha256_del_archivo=sha256(contenido).hexdigest(),
        sha256_de_los_datos=en_acta.constancia.datos if en_acta.constancia else None,
        constancia=en_acta.constancia,
        pruebas=(en_acta.prueba,),
        version=__version__,
        version_contrato=VERSION_DEL_CONTRATO,
        publico=en_acta.publico,
        sin_revisar=en_acta.sin_revisar,
        fecha=pedido.fecha,
        basta_el_texto=pedido.basta_el_texto,
        avisos=en_acta.avisos,
    )


def _con_los_dos(
    certificado: "Certificado", en_acta: _EnActa, hecho_de_nuevo: Reporte
) -> "Certificado":
    """El de hacerlo otra vez, si además el acta lo nombra y dice que salió de lo mismo."""
    from paac_reportes.prueba.certificado import NO_SE_PUEDE_AFIRMAR, Juicio, Reparo, el_peor

    juicio = en_acta.juicio
    if en_acta.registro is not None and (
        otros := tuple(_no_coincide(en_acta.registro, hecho_de_nuevo, certificado.tipo))
    ):
        veredicto = el_peor(juicio.veredicto, NO_SE_PUEDE_AFIRMAR)
        juicio = Juicio(veredicto, juicio.diferencias, (*otros, *juicio.reparos))
    prueba = attrs.evolve(en_acta, juicio=juicio).prueba
    explica: tuple[Reparo, ...] = ()
    pasan = prueba.pasa and certificado.pasa
    if not pasan and en_acta.registro and _es_de_otro_codigo(en_acta.registro):
        explica = (Reparo("acta", "lo escribió otro código que el de aquí: verifique con aquél"),)
    return attrs.evolve(
        certificado,
        veredicto=el_peor(juicio.veredicto, certificado.veredicto),
        constancia=en_acta.constancia,
        pruebas=(prueba, *certificado.pruebas),
        diferencias=tuple(dict.fromkeys((*certificado.diferencias, *juicio.diferencias))),
        reparos=tuple(dict.fromkeys((*juicio.reparos, *certificado.reparos, *explica))),
        avisos=(*en_acta.avisos, *certificado.avisos),
    )


def _es_de_otro_codigo(registro: "Hecho") -> bool:
    from paac_reportes.prueba.acta import huella_del_codigo

    return registro.huella != huella_del_codigo()


def _no_coincide(registro: "Hecho", hecho_de_nuevo: Reporte, tipo: str) -> "Iterator[Reparo]":
    """Lo que el acta dice de dónde salió, y no es lo que se dio para hacerlo otra vez."""
    from paac_reportes.prueba.acta import hecho_de, renglon_de
    from paac_reportes.prueba.certificado import Reparo

    dado = hecho_de(renglon_de(acta_de(hecho_de_nuevo, [tipo], registro.clave)))
    for cual, que in {"datos": "los datos", "forma": "la forma"}.items():
        suya, otra = getattr(registro, cual), getattr(dado, cual)
        if suya is None:
            yield Reparo("acta", f"no dice {que} de que salió, y con lo que se dio no se compara")
        elif suya != otra:
            motivo = f"dice que {que} son otros" if cual == "datos" else "dice que la forma es otra"
            yield Reparo("acta", f"{motivo}: {suya[:16]}…, y la de lo que se dio es {otra[:16]}…")
    if registro.corte != dado.corte:
        yield Reparo(
            "acta", f"dice corte {registro.corte or 'ninguno'}, y aquí es {dado.corte or 'ninguno'}"
        )
    no_deciden = {"tipos", "contar_paginas"} | ({"con_datos"} if tipo != "pdf" else set())
    for clave in sorted({*registro.opciones, *dado.opciones} - no_deciden):
        suya, otra = (uno.opciones.get(clave, False) for uno in (registro, dado))
        if suya != otra:
            yield Reparo(
                "acta",
                f"dice que la opción «{clave}» fue {mostrar(suya)}, y aquí es {mostrar(otra)}",
            )


# ------------------------------------------------------------------ haciéndolo otra vez


def _contra(
    hecho: Reporte, tipo: str, nombre: str, contenido: bytes, pedido: _Pedido
) -> "Certificado":
    from paac_reportes.lectura.archivos import VERSION_DEL_CONTRATO
    from paac_reportes.prueba.acta import huella_de_datos, versiones_de
    from paac_reportes.prueba.certificado import Certificado, Prueba
    from paac_reportes.prueba.identidad import juzgar

    _comprobar_que_es_de_uno(nombre, contenido)
    debido = hecho.emitir(tipo)
    juicio = juzgar(tipo, debido.contenido, contenido)
    if juicio.veredicto != "identico" and hecho.contar_paginas and tipo == "docx":
        # Se pudo escribir donde no se cuentan las páginas de su tabla de contenido.
        sin_contar = attrs.evolve(hecho, contar_paginas=False).emitir(tipo).contenido
        if (otro := juzgar(tipo, sin_contar, contenido)).veredicto == "identico":
            juicio = otro
    versiones = versiones_de(hecho.formato, [tipo], contar_paginas=hecho.contar_paginas)
    reparos = juicio.reparos
    if juicio.veredicto != "identico":
        reparos = (*reparos, *_lo_explica(tipo, contenido, versiones))
    corte = f"corte {hecho.corte}" if hecho.corte else "sin corte"
    de_que = f"{hecho.formato.codigo}, {corte}"
    return Certificado(
        veredicto=juicio.veredicto,
        pruebas=(Prueba(con="datos", veredicto=juicio.veredicto, dice=de_que),),
        tipo=tipo,
        sha256_del_archivo=sha256(contenido).hexdigest(),
        sha256_de_los_datos=huella_de_datos(hecho.contenido),
        version=__version__,
        version_contrato=VERSION_DEL_CONTRATO,
        formato=hecho.formato.codigo,
        version_del_formato=hecho.formato.version,
        corte=hecho.corte,
        entidad=hecho.contenido.entidad.nombre,
        vigencia=hecho.contenido.vigencia,
        publico=hecho.publico,
        revisado=hecho.revisado,
        sin_revisar=hecho.sin_revisar,
        fecha=pedido.fecha,
        basta_el_texto=pedido.basta_el_texto,
        versiones=versiones,
        diferencias=juicio.diferencias,
        reparos=reparos,
        avisos=debido.avisos,
    )


_TYPST = re.compile(rb"Typst ([0-9]+\.[0-9]+)")


def _lo_explica(tipo: str, contenido: bytes, versiones: Mapping[str, str]) -> "Iterator[Reparo]":
    """Lo que puede haber cambiado los bytes sin que nadie cambie el archivo."""
    from paac_reportes.escritores.registro import buscar_escritor
    from paac_reportes.prueba.certificado import Reparo

    escritor = buscar_escritor(tipo)
    con = ", ".join(f"{cual} {version}" for cual, version in versiones.items())
    yield Reparo("", f"aquí se hizo otra vez con {con}; con otras, los bytes pueden ser otros")
    suya = _TYPST.search(contenido)
    if suya and not versiones.get("typst", "").startswith(suya[1].decode()):
        yield Reparo("", f"lo escribió Typst {suya[1].decode()}, que compone de otro modo")
    if escritor.con_fuentes:
        yield Reparo("", "también lo cambian las fuentes instaladas donde se escribió")


# ------------------------------------------------------------------ el archivo

_DE_OFFICE = {
    "docx": "un documento de Word",
    "xlsx": "un libro de Excel",
    "comprimido": "un archivo comprimido",
}


def _tipo_de(nombre: str, contenido: bytes) -> str:
    """El que dice su nombre, si lo que trae es de él; ``ErrorDeEntrada`` si no es nuestro."""
    from paac_reportes.escritores.registro import ESCRITORES
    from paac_reportes.opc.clases import es_de_otro_programa, que_es

    dicho = sufijo_de(Path(nombre)).lower().removeprefix(".")
    suyo, hallado = ESCRITORES.get(dicho), _por_lo_que_trae(contenido)
    sin_senas = suyo is not None and not (suyo.comienzo or suyo.parte)
    if sin_senas and hallado is None and not es_de_otro_programa(contenido):
        return dicho
    if hallado == dicho or (suyo and suyo.parte and hallado == "comprimido"):
        return dicho
    if suyo and hallado is not None:
        es = _DE_OFFICE.get(hallado, f"un .{hallado}")
        motivo = f"se llama .{dicho} y es {es}; verifique el que se emitió"
    elif hallado in ESCRITORES:
        return hallado
    else:
        posibles = ", ".join(f".{tipo}" for tipo in ESCRITORES)
        es = "no es de esa clase" if sin_senas else que_es(contenido, nombre)
        motivo = f"{es.partition(';')[0]}; se verifican {posibles}"
    raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre, motivo))


def _por_lo_que_trae(contenido: bytes) -> str | None:
    """Su tipo, si se ve; ``comprimido``, si lo es y no se sabe de qué."""
    from paac_reportes.escritores.registro import ESCRITORES
    from paac_reportes.opc.clases import es_comprimido

    if es_comprimido(contenido):
        partes = _partes_de(contenido)
        suyos = (t for t, uno in ESCRITORES.items() if uno.parte and uno.parte in partes)
        return next(suyos, "comprimido")
    for tipo, uno in ESCRITORES.items():
        if uno.comienzo and contenido[: len(uno.comienzo)].lower() == uno.comienzo.lower():
            return tipo
    return None


def _partes_de(contenido: bytes) -> "Comprimido | tuple[()]":
    from paac_reportes.opc.paquete import Comprimido

    try:
        return Comprimido(contenido)
    except IlegibleError:
        return ()


def _comprobar_que_es_de_uno(nombre: str, contenido: bytes) -> None:
    """``ErrorDeEntrada`` si une varias piezas: de unos datos solos no sale."""
    from paac_reportes.lectura.propios.escondido import de_varias_piezas
    from paac_reportes.opc.paquete import Partes, propiedades

    if (partes := _partes_de(contenido)) and (
        varias := de_varias_piezas(propiedades(Partes(partes)))
    ):
        motivo = f"{varias}, y de unos datos solos no sale; verifíquelo con su acta"
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre, motivo))


def _contenido(archivo: Any, que: str) -> tuple[str, bytes]:
    from paac_reportes.opc.flujos import nombre_y_bytes

    return nombre_y_bytes(archivo, que)
