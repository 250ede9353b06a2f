"""Con qué se pidió un reporte, como el archivo lo dice de sí para salir otra vez igual."""

from paac_reportes.estructura import desestructurar
from paac_reportes.formatos.definicion.esquema import OpcionesDelEsquema
from paac_reportes.formatos.lectura.catalogo import codigos
from paac_reportes.formatos.pedido import Pedido, huella_de_forma


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
