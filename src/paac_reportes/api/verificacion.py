"""Verificar un archivo: si es el que sale de unos datos, o el que un acta nombra."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Unpack, overload

from paac_reportes import clases
from paac_reportes.api.atajos import OpcionesDeReporte, reporte_de
from paac_reportes.api.comprobaciones import (
    comprobar_carpeta,
    comprobar_clase,
    comprobar_fecha,
    comprobar_que_sobran,
    recorridos,
)
from paac_reportes.api.eventos import registrado
from paac_reportes.api.lectura import leer_sin_dudas
from paac_reportes.api.reportes import Reporte
from paac_reportes.api.tipos import Origen
from paac_reportes.api.tipos_de_archivo import escritor_de
from paac_reportes.errores import Aviso, ErrorDeEntrada, ErrorPaac, Falla, ruta_en_archivo
from paac_reportes.estructura import error_de_argumento
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.estructura.mensajes import esperado
from paac_reportes.modelo import Entidad, Plan
from paac_reportes.modelo.temas import es_contenido
from paac_reportes.prueba.certificado import Certificado
from paac_reportes.sistema import Carpeta, nombre_del_origen

if TYPE_CHECKING:
    from paac_reportes.formatos.definicion.formato import Formato
    from paac_reportes.modelo.riesgos import MapaDeRiesgos
    from paac_reportes.prueba.acta import Hecho
    from paac_reportes.prueba.constancia import Acta

    _Acta = tuple[str, Acta]
    """El archivo de un acta, y lo que dice."""
    UnContenido = Plan | Entidad | MapaDeRiesgos


@clases.frozen(kw_only=True)
class Verificado:
    """Resultado de un archivo, entre varios: su certificado o, si no lo hay, por qué."""

    archivo: str
    certificado: Certificado | None = None
    fallas: tuple[Falla, ...] = ()
    """Por qué no se pudo verificar: del archivo, de sus datos o de la máquina."""
    avisos: tuple[Aviso, ...] = ()
    """Avisos de sus datos."""

    @property
    def pasa(self) -> bool:
        """Si hay certificado y su veredicto es ``identico``."""
        return self.certificado is not None and self.certificado.pasa

    def datos(self) -> dict[str, Any]:
        """Datos del resultado, para escribirlo como JSON."""
        if self.certificado is not None:
            return {"archivo": self.archivo, **self.certificado.datos()}
        fallas_en_datos = [
            {"codigo": f.codigo, "ruta": f.ruta, "mensaje": f.mensaje} for f in self.fallas
        ]
        return {
            "archivo": self.archivo,
            "veredicto": None,
            "pasa": False,
            "fallas": fallas_en_datos,
        }


@overload
def verificar(
    archivo: "Origen",
    contra: Reporte,
    *,
    acta: "Origen | None" = None,
    fecha: date | None = None,
) -> Certificado: ...
@overload
def verificar(archivo: "Origen", *, acta: "Origen", fecha: date | None = None) -> Certificado: ...
@puerta
def verificar(
    archivo: "Origen",
    contra: Reporte | None = None,
    *,
    acta: "Hecho | Origen | None" = None,
    fecha: date | None = None,
) -> Certificado:
    """Certificado de un archivo: si es el que sale de un reporte, o el que un acta nombra.

    ``contra`` es el ``Reporte`` con que salió, que se emite otra vez para comparar los bytes. Con
    ``acta`` (``emision.acta``, su ruta, un flujo o sus bytes) basta la huella. Si se dan los dos,
    ha de ser el de los dos.

    ``certificado.veredicto`` es ``identico`` o ``distinto``, y ``certificado.pasa``, cierto sólo en
    el primero: son los mismos bytes o, de un Word o un Excel, los de cada parte. Del distinto,
    ``certificado.diferencias`` dice qué difiere en lo que se lee (ninguna, si se lee lo mismo) o es
    ``None`` si no se comparó, y ``certificado.dice``, todo en una frase. ``fecha`` es la del
    certificado, si se quiere que la diga.

    Lanza ``ErrorDeEntrada`` si el archivo no está, si no es de los que se escriben o si el acta no
    se deja leer.

    ```python
    certificado = paac.verificar("informe.docx", acta="informe.acta.json")
    certificado.pasa, certificado.dice
    ```
    """
    from paac_reportes.opc.flujos import nombre_y_bytes

    comprobar_fecha(fecha)
    if contra is not None:
        comprobar_clase(Reporte, contra=contra)
    elif acta is None:
        raise error_de_argumento("contra", "reporte_o_acta", contra)
    nombre, contenido = nombre_y_bytes(archivo, "archivo")
    leida = None if acta is None else partial(_acta_de, acta)
    return _certificado(nombre, contenido, contra, _Condiciones(None, fecha, {}), leida)


@puerta
def verificar_varios(  # noqa: PLR0913 - todas se dicen por su nombre
    archivos: Iterable[Origen],
    planes: "UnContenido | Reporte | Origen | Sequence[UnContenido | Origen] | None" = None,
    formato: "str | Formato | None" = None,
    *,
    acta: "Hecho | Origen | None" = None,
    fecha: date | None = None,
    carpeta: Carpeta | None = None,
    **opciones: Unpack[OpcionesDeReporte],
) -> "Iterator[Verificado]":
    """Resultado de ``verificar`` para cada archivo, a medida que se sabe; los malos no lo detienen.

    ``planes`` es de qué sale cada uno, en el mismo orden, o uno solo del que salen todos: un plan,
    un mapa de riesgos, su archivo o el ``Reporte`` de todos. Lo demás es lo de ``verificar``, igual
    para todos; ``acta`` se lee una vez. ``carpeta`` es donde están las imágenes que los datos
    nombran.

    Lanza ``ErrorDeEntrada`` si no hay archivos, si no hay un plan por archivo o si el acta no se
    deja leer. Lo que falla de un archivo o de sus datos va en su ``Verificado``.
    """
    comprobar_fecha(fecha)
    comprobar_carpeta("carpeta", carpeta)
    _comprobar_pedido(planes, formato, acta, opciones)
    pares = _en_pares(archivos, planes)
    leida = None if acta is None else _acta_de(acta)
    return _verificados(pares, _Condiciones(formato, fecha, opciones), leida, carpeta)


def _en_pares(archivos: Any, planes: Any) -> list[tuple[Any, Any]]:
    """Parejas de cada archivo y aquello de que sale; ``ErrorDeEntrada`` si no casan."""
    se_esperaba = "lista_de_archivos"
    if isinstance(archivos, Mapping) or hasattr(archivos, "read"):
        raise error_de_argumento("archivos", se_esperaba, archivos)
    recibidos = recorridos("archivos", archivos, se_esperaba)
    if not recibidos:
        raise ErrorDeEntrada(Falla("sin_datos", "archivos", "no llegó ninguno que verificar"))
    if not isinstance(planes, list | tuple):
        return [(archivo, planes) for archivo in recibidos]
    if len(planes) != len(recibidos):
        raise error_de_argumento("planes", esperado("uno_o_todos", son=len(recibidos)), planes)
    return list(zip(recibidos, planes, strict=True))


def _verificados(
    pares: "list[tuple[Any, Any]]",
    condiciones: "_Condiciones",
    leida: "_Acta | None",
    carpeta: Carpeta | None,
) -> "Iterator[Verificado]":
    """Resultado de cada archivo; los datos que varios comparten se leen una vez."""
    from paac_reportes.opc.flujos import nombre_y_bytes

    leido_antes: Any = None
    plan: Any = None
    avisos: tuple[Aviso, ...] = ()
    for lugar, (archivo, de_donde_sale) in enumerate(pares):
        nombre = nombre_del_origen(archivo, f"archivos[{lugar}]")
        try:
            _, contenido = nombre_y_bytes(archivo, "archivo")
            if de_donde_sale is not leido_antes:
                leido_antes = None  # si no se deja leer, tampoco la otra vez
                plan, avisos = _contenido_de(de_donde_sale, carpeta)
                leido_antes = de_donde_sale
            leer_el_acta_dada = None if leida is None else lambda: leida
            certificado = _certificado(nombre, contenido, plan, condiciones, leer_el_acta_dada)
        except ErrorPaac as error:
            yield Verificado(archivo=nombre, fallas=error.fallas)
        else:
            yield Verificado(archivo=nombre, certificado=certificado, avisos=avisos)


def _contenido_de(fuente: Any, carpeta: Carpeta | None) -> tuple[Any, tuple[Aviso, ...]]:
    """El plan o el mapa, y avisos de leerlo; las fallas dicen de qué archivo son."""
    if fuente is None or isinstance(fuente, Entidad | Reporte) or es_contenido(fuente):
        return fuente, ()
    nombre = nombre_del_origen(fuente, "planes")
    try:
        lectura = leer_sin_dudas(fuente, carpeta)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada(
            falla.en(ruta_en_archivo(nombre, falla.ruta)) for falla in error.fallas
        ) from error
    return lectura.contenido, lectura.avisos


@clases.frozen
class _Condiciones:
    """Condiciones que valen para cada archivo que se verifica."""

    formato: "str | Formato | None"
    fecha: date | None
    opciones: OpcionesDeReporte


def _certificado(
    nombre: str,
    contenido: bytes,
    plan: Any,
    condiciones: _Condiciones,
    leida: "Callable[[], _Acta] | None",
) -> Certificado:
    """Certificado de un archivo: por su acta sola, o contra lo que sale otra vez de los datos."""
    from paac_reportes.prueba import verificacion

    with registrado("archivo.verificado") as campos:
        tipo = verificacion.tipo_de_lo_entregado(nombre, contenido)
        archivo = verificacion.Entregado(
            nombre=nombre,
            contenido=contenido,
            tipo=tipo,
            fecha=condiciones.fecha,
        )
        nombrado = None if leida is None else verificacion.en_acta(archivo, *leida())
        if nombrado is not None and plan is None:
            certificado = verificacion.por_acta(archivo, nombrado)
        else:
            if isinstance(plan, Reporte):
                motivo = "lo dice el reporte que se dio en plan="
                comprobar_que_sobran(motivo, formato=condiciones.formato, **condiciones.opciones)
                otra_vez = plan
            else:
                otra_vez = reporte_de(plan, condiciones.formato, **condiciones.opciones)
            certificado = verificacion.contra(
                archivo, otra_vez, partial(_emitir_otra_vez, tipo), nombrado
            )
        campos |= {"formato": certificado.formato, "tipo": tipo}
        campos |= {"veredicto": certificado.veredicto, "pasa": certificado.pasa}
    return certificado


def _emitir_otra_vez(tipo: str, reporte: Reporte) -> tuple[bytes, tuple[Aviso, ...]]:
    """Bytes y avisos de emitir el reporte; el PDF que hace LibreOffice no se repite."""
    if escritor_de(reporte, tipo).por_libreoffice:
        motivo = (
            "el PDF de un documento diseñado en Word lo hace LibreOffice y sus bytes no se"
            " repiten: verifíquelo sólo con su acta (acta=; en la orden, --acta)"
        )
        raise ErrorDeEntrada(Falla("argumento_invalido", "plan", motivo))
    emision = reporte.emitir(tipo)
    return emision.contenido, emision.avisos


def _comprobar_pedido(
    plan: object, formato: object, acta: object, opciones: Mapping[str, Any]
) -> None:
    """``ErrorDeEntrada`` si faltan datos o acta, o sobra un argumento."""
    if plan is None and acta is None:
        raise error_de_argumento("plan", "plan_o_acta", plan)
    if isinstance(plan, Reporte):  # que sobren se mira al verificar
        return
    if (plan is None) != (formato is None):
        argumento, lo_que_falta = ("formato", "el plan") if plan is None else ("plan", "el formato")
        motivo = (
            f"con «{argumento}» hace falta {lo_que_falta}: el archivo se hace otra vez con los dos"
        )
        raise ErrorDeEntrada(Falla("argumento_invalido", argumento, motivo))
    if plan is None and opciones:
        nombres = ", ".join(opciones)
        motivo = f"{nombres}: sólo valen al hacer el archivo otra vez, y no se dio el plan"
        raise ErrorDeEntrada(Falla("argumento_invalido", "plan", motivo))


def _acta_de(acta: "Hecho | Origen") -> "_Acta":
    """El nombre del archivo del acta, y lo que dice."""
    from paac_reportes.opc.flujos import nombre_y_bytes
    from paac_reportes.prueba.acta import Hecho
    from paac_reportes.prueba.constancia import Acta, leer_acta

    if isinstance(acta, Hecho):
        return "el acta dada", Acta(nombre="el acta dada", registro=acta)
    nombre, contenido = nombre_y_bytes(acta, "acta")
    return nombre, leer_acta(contenido, nombre)


def huella() -> str:
    """Huella del código que escribe: 64 cifras hexadecimales, otras si algún archivo suyo cambia.

    Dos copias de la biblioteca con la misma versión y otra huella pueden dar otros bytes: va en las
    actas y en los ``ETag``, junto a la versión. Se calcula una vez por proceso.
    """
    from paac_reportes.prueba.acta import huella_del_codigo

    return huella_del_codigo()
