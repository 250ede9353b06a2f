"""Verificar un archivo: si es el que sale de unos datos, o el que un acta nombra."""

from datetime import date
from functools import partial
from typing import Any, overload

from paac_reportes.api.eventos import registra
from paac_reportes.api.reportes import Reporte, escritor_de
from paac_reportes.api.tipos import Origen, comprobar_clase
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import error_de_argumento
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.estructura.valores import es_dia
from paac_reportes.opc.origen import nombre_y_bytes
from paac_reportes.prueba import acta as actas
from paac_reportes.prueba import verificacion
from paac_reportes.prueba.acta import Hecho
from paac_reportes.prueba.certificado import Certificado
from paac_reportes.prueba.verificacion import Acta, leer_acta


@overload
def verificar(
    archivo: "Origen",
    contra: Reporte,
    *,
    acta: "Hecho | Origen | None" = None,
    fecha: date | None = None,
) -> Certificado: ...
@overload
def verificar(
    archivo: "Origen", *, acta: "Hecho | Origen | None", fecha: date | None = None
) -> Certificado: ...
@registra("archivo.verificado")
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
    if fecha is not None and not es_dia(fecha):
        raise error_de_argumento("fecha", "fecha_de_python", fecha)
    if contra is not None:
        comprobar_clase(Reporte, contra=contra)
    elif acta is None:
        raise error_de_argumento("contra", "reporte_o_acta", contra)
    nombre, contenido = nombre_y_bytes(archivo, "archivo")
    tipo = verificacion.tipo_de_lo_entregado(nombre, contenido)
    entregado = verificacion.Entregado(nombre=nombre, contenido=contenido, tipo=tipo, fecha=fecha)
    nombrado = None if acta is None else verificacion.en_acta(entregado, *_acta_de(acta))
    if nombrado is not None and contra is None:
        return verificacion.por_acta(entregado, nombrado)
    pedido: Any = contra
    return verificacion.contra(entregado, pedido, partial(_emitir_otra_vez, tipo), nombrado)


def _emitir_otra_vez(tipo: Any, reporte: Reporte) -> tuple[bytes, tuple[Aviso, ...]]:
    """Bytes y avisos de emitir el reporte; el PDF que hace LibreOffice no se repite."""
    if escritor_de(reporte, tipo).por_libreoffice:
        motivo = (
            "el PDF de un documento diseñado en Word, o sobre un membrete, lo hace LibreOffice y"
            " sus bytes no se repiten: verifíquelo sólo con su acta (acta=; en la orden, --acta)"
        )
        raise ErrorDeEntrada(Falla("argumento_invalido", "contra", motivo))
    emision = reporte.emitir(tipo)
    return emision.contenido, emision.avisos


def _acta_de(acta: "Hecho | Origen") -> tuple[str, Acta]:
    """El nombre del archivo del acta, y lo que dice."""
    if isinstance(acta, Hecho):
        return "el acta dada", Acta(nombre="el acta dada", registro=acta)
    nombre, contenido = nombre_y_bytes(acta, "acta")
    return nombre, leer_acta(contenido, nombre)


def huella() -> str:
    """Huella del código que escribe: 64 cifras hexadecimales, otras si algún archivo suyo cambia.

    Dos copias de la biblioteca con la misma versión y otra huella pueden dar otros bytes: va en las
    actas y en los ``ETag``, junto a la versión. Se calcula una vez por proceso.
    """
    return actas.huella_del_codigo()
